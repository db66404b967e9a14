package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.CancellationTerms.ReasonTerms;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import dev.countermand.policy.document.Documents;
import dev.countermand.policy.document.Figures;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** M1: docs/policies.md names every key of a policy, with its unit and what the shipped policies say. */
class PolicyReferenceTest {

    private static final String LAYER = "distance-selling";

    private final Javadocs docs = Javadocs.of(Path.of("src/main/java/dev/countermand/policy"));
    private final List<Policy> markets =
            Documents.MARKETS.stream().map(Documents::policy).toList();
    private final Policy layered = Documents.policy("lamoda+" + LAYER, 1001);
    private final Map<String, Class<?>> words = new TreeMap<>();

    PolicyReferenceTest() throws IOException {}

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        StringBuilder page = new StringBuilder("## Reference\n\n").append(table(markets, "", Policy.class, false));
        for (RecordComponent section : Policy.class.getRecordComponents()) {
            if (section.getType().isRecord()) {
                List<Policy> shown = section.getName().equals("withdrawalRight") ? List.of(layered) : markets;
                page.append("\n### ").append(section.getName()).append("\n\n");
                page.append(docs.of(section.getType())).append("\n\n");
                page.append(table(shown, section.getName() + ".", section.getType(), true));
            }
        }
        page.append("\n### Reasons\n\nWho is to blame by default, by reason.\n\n")
                .append(reasons());
        words.forEach((name, type) -> page.append(meanings(name, type)));
        GeneratedPage.of("policies.md", getClass()).mustSay(page.toString());
    }

    @Test
    void theExamplesOnItAreSound() throws IOException {
        String[] examples = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(Path.of("docs/policies.md")))
                .results()
                .map(block -> block.group(1))
                .toArray(String[]::new);
        assertThat(examples).hasSize(2);
        Policy boutique = Documents.policy("boutique", 1, examples);
        assertThat(boutique.shipping().processingTime()).isEqualTo(Wait.of(Duration.ofDays(3)));
        assertThat(boutique.withdrawalRight()).isNotNull();
        assertThat(Documents.policy("lamoda+holidays-2027", 1001, examples).holidays())
                .hasSize(2);
    }

    private String table(List<Policy> shown, String path, Class<?> type, boolean deep) {
        List<String> titles = new ArrayList<>(List.of("key", "written as", "meaning"));
        shown.forEach(policy -> titles.add("`" + policy.name() + "`"));
        StringBuilder table = new StringBuilder(head(titles));
        for (RecordComponent component : type.getRecordComponents()) {
            table.append(rows(shown, path + component.getName(), type, component, deep));
        }
        return table.toString();
    }

    /** The row of a key, and below it those of what it consists of. */
    private String rows(List<Policy> shown, String path, Class<?> type, RecordComponent component, boolean deep) {
        Class<?> inner = component.getType() == Map.class ? valueType(component) : component.getType();
        String meaning = docs.of(type, component.getName());
        if (!inner.isRecord()) {
            List<String> cells = new ArrayList<>(List.of("`" + path + "`", form(component), meaning));
            shown.forEach(policy -> cells.add(shown(value(policy, path))));
            return row(cells);
        }
        String itself = "[" + component.getName() + "](#" + component.getName().toLowerCase(Locale.ROOT) + ")";
        List<String> cells = new ArrayList<>(List.of("`" + path + "`", deep ? "keys" : "keys: " + itself, meaning));
        shown.forEach(policy -> cells.add(deep || value(policy, path) != null ? "" : "`none`"));
        StringBuilder rows = new StringBuilder(row(cells));
        if (deep) {
            for (String key : keys(component, path)) {
                for (RecordComponent part : inner.getRecordComponents()) {
                    rows.append(rows(shown, key + "." + part.getName(), inner, part, true));
                }
            }
        }
        return rows.toString();
    }

    private List<String> keys(RecordComponent component, String path) {
        return component.getType() == Map.class
                ? ((Map<?, ?>) Objects.requireNonNull(value(markets.getFirst(), path)))
                        .keySet().stream().map(key -> path + "." + key).toList()
                : List.of(path);
    }

    private static Class<?> valueType(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
    }

    private static @Nullable Object value(Policy policy, String path) {
        Object value = Figures.of(policy);
        for (String key : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(Map.class::isInstance) ? "[below](#reasons)" : "`" + list + "`";
        }
        return value == null ? "`none`" : "`" + value + "`";
    }

    /** The type and unit, as somebody writes it. */
    private String form(RecordComponent component) {
        String none = component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? ", or `none`" : "";
        return type(component) + none;
    }

    private String type(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isEnum()) {
            words.put(type.getSimpleName(), type);
            return "[" + type.getSimpleName() + "](#values-of-"
                    + type.getSimpleName().toLowerCase(Locale.ROOT) + ")";
        }
        if (Collection.class.isAssignableFrom(type)) {
            Class<?> of = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return of.isRecord()
                    ? "list of "
                            + Arrays.stream(of.getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .collect(Collectors.joining(", ", "`{", "}`"))
                    : of == LocalDate.class ? "list of dates" : "list of days";
        }
        return Objects.requireNonNull(
                Map.<Class<?>, String>of(
                                Duration.class, "duration",
                                Wait.class, "waiting time",
                                Period.class, "period",
                                ZoneId.class, "time zone",
                                String.class, "text",
                                int.class, unit(component.getName()))
                        .get(type),
                component.toString());
    }

    private static String unit(String name) {
        if (name.endsWith("usinessDays") || name.equals("from") || name.equals("to")) {
            return "business days";
        }
        if (name.endsWith("ercent")) {
            return "percent";
        }
        return List.of("weight", "freezeAt", "points", "fromPoints").contains(name) ? "points" : "number";
    }

    private String reasons() {
        List<String> titles = new ArrayList<>(List.of("reason", "meaning"));
        markets.forEach(policy -> titles.add("`" + policy.name() + "`"));
        words.put("Liability", Liability.class);
        StringBuilder table = new StringBuilder(head(titles));
        for (Reason reason : Reason.values()) {
            Stream<String> blamed = markets.stream()
                    .map(Policy::cancellation)
                    .map((CancellationTerms terms) -> terms.reason(reason))
                    .map(terms -> terms.map(ReasonTerms::liability)
                            .map(who -> "`" + who + "`")
                            .orElse("not known"));
            table.append(row(Stream.concat(Stream.of("`" + reason + "`", docs.of(Reason.class, reason.name())), blamed)
                    .toList()));
        }
        return table.toString();
    }

    private String meanings(String name, Class<?> type) {
        StringBuilder words = new StringBuilder("\n### Values of " + name + "\n\n" + docs.of(type) + "\n\n");
        for (Object constant : type.getEnumConstants()) {
            words.append("- `" + constant + "`: " + docs.of(type, constant.toString()) + "\n");
        }
        return words.toString();
    }
}
