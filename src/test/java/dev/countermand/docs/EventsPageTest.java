package dev.countermand.docs;

import static dev.countermand.docs.GeneratedPage.head;
import static dev.countermand.docs.GeneratedPage.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.docs.EventCatalogue.Field;
import dev.countermand.docs.EventCatalogue.Kind;
import dev.countermand.docs.EventCatalogue.Subject;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.review.state.BulkItemStatus;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.DecisionStatus;
import dev.countermand.shipment.correction.NumberState;
import dev.countermand.tracking.event.CarrierStatus;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every state of every table of states names the event that tells of it, and {@code docs/events.md} with its schemas says
 * what each event says.
 */
class EventsPageTest {

    private static final Path SCHEMAS = Path.of("docs", "events");
    private static final Path CODE = Path.of("src", "main", "java", "dev", "countermand");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What carriers say is taken down as it is said; no act of ours moves it. A number is told by the acts that propose, take
     * or reject it, and the one that it replaces beside it (P4). A comparison of books is a job that changes nothing. What a
     * decision is, and a case of a bulk decision, its case tells (A26).
     */
    private static final Set<String> NO_TABLES = Set.of(
            CarrierStatus.class.getName(),
            BulkItemStatus.class.getName(),
            DecisionStatus.class.getName(),
            NumberState.class.getName(),
            "dev.countermand.payment.reconciliation.ReconciliationStatus");

    private final EventCatalogue catalogue = EventCatalogue.read();

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        StringBuilder page = new StringBuilder();
        for (Subject subject : catalogue.subjects()) {
            page.append("## ")
                    .append(subject.title())
                    .append("\n\nAbout `")
                    .append(subject.about())
                    .append("`. ");
            page.append(
                    subject.audience().equals("staff")
                            ? "For staff only: they say what is suspected of whom, and by what.\n\n"
                            : "Buyer and seller may read them.\n\n");
            page.append(kinds(subject)).append('\n').append(fields(subject)).append('\n');
        }
        GeneratedPage.of("events.md", getClass()).mustSay(page.toString().stripTrailing() + "\n");
    }

    @Test
    void eachKindHasItsSchema() throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        for (Kind kind : catalogue.kinds().values()) {
            wanted.put(kind.file(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(kind.schema()) + "\n");
        }
        if (System.getProperty("docs.update") != null) {
            for (Path old : schemas()) {
                Files.delete(old);
            }
            for (Map.Entry<String, String> schema : wanted.entrySet()) {
                Files.writeString(SCHEMAS.resolve(schema.getKey()), schema.getValue());
            }
        }
        Map<String, String> found = new TreeMap<>();
        for (Path schema : schemas()) {
            found.put(schema.getFileName().toString(), Files.readString(schema));
        }
        assertThat(found)
                .as("make the schemas new with: ./mvnw -q test -Dtest=EventsPageTest -Ddocs.update")
                .isEqualTo(wanted);
    }

    /** A state that is stored and named by no event would be reached in silence. */
    @Test
    void everyStateOfEveryTableNamesItsEvent() throws ReflectiveOperationException {
        Map<String, Class<?>> tables = new TreeMap<>();
        for (JavaClass row : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.countermand")) {
            if (row.isAnnotatedWith(Entity.class)) {
                for (JavaField field : row.getFields()) {
                    JavaClass type = field.getRawType();
                    if (List.of("status", "state", "outcome").contains(field.getName())
                            && type.isEnum()
                            && hasMovesOf(type, field)) {
                        tables.put(row.getSimpleName() + "." + field.getName(), Class.forName(type.getName()));
                    }
                }
            }
        }
        assertThat(tables.values()).contains(OrderStatus.class, CancellationStatus.class, DisputeStatus.class);
        assertThat(tables.values()).contains(RefundStatus.class, CaseStatus.class, PaymentState.class);
        tables.put("a parcel", ParcelState.class);
        for (Map.Entry<String, Class<?>> table : tables.entrySet()) {
            Map<String, String> kinds = new LinkedHashMap<>();
            for (Object state : table.getValue().getEnumConstants()) {
                kinds.put(state.toString(), eventOf(table.getKey(), state));
            }
            assertThat(kinds.values())
                    .as("each state of %s has an event of its own: %s", table.getKey(), kinds)
                    .doesNotHaveDuplicates();
            kinds.forEach((state, kind) -> assertThat(known())
                    .as(
                            "%s: %s is told as %s; say in %s when it is written and what it says",
                            table.getKey(), state, kind, EventCatalogue.FILE)
                    .contains(kind));
        }
    }

    /** What is published, and what no act reaches yet. */
    private Set<String> known() {
        assertThat(catalogue.kinds())
                .doesNotContainKeys(catalogue.unwritten().keySet().toArray(String[]::new));
        return Stream.concat(catalogue.kinds().keySet().stream(), catalogue.unwritten().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An outcome is a state where somebody waited for it; how a hand-over went is told with the hand-over. */
    private static boolean hasMovesOf(JavaClass type, JavaField field) {
        return !NO_TABLES.contains(type.getName())
                && (!field.getName().equals("outcome")
                        || field.getOwner().getSimpleName().equals("EvidenceDemandRow"));
    }

    private static String eventOf(String table, Object state) throws ReflectiveOperationException {
        Method event;
        try {
            event = state.getClass().getDeclaredMethod("event");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(
                    state.getClass().getName() + ", stored as " + table
                            + ", needs a method event() that names the kind of event for each state",
                    e);
        }
        event.setAccessible(true);
        return (String) event.invoke(state);
    }

    /** What the code writes is in the catalogue, and what the catalogue promises is written. */
    @Test
    void theCatalogueHasWhatTheCodeWrites() throws IOException {
        Set<String> subjects = catalogue.subjects().stream().map(Subject::name).collect(Collectors.toSet());
        // A refusal names a field of a body, such as sanction.kind.
        Pattern literal = Pattern.compile(
                "(?<!invalid\\(\\s{0,60})\"((" + String.join("|", subjects) + ")\\.[a-z]+(?:-[a-z]+)*)\"");
        Map<String, String> written = new TreeMap<>();
        for (Path source : sources()) {
            literal.matcher(Files.readString(source))
                    .results()
                    .forEach(found ->
                            written.put(found.group(1), source.getFileName().toString()));
        }
        written.forEach((kind, source) -> assertThat(known())
                .as("%s writes %s; say in %s when it is written and what it says", source, kind, EventCatalogue.FILE)
                .contains(kind));
        assertThat(known())
                .as("%s has kinds that nothing writes", EventCatalogue.FILE)
                .isEqualTo(written.keySet());
    }

    /** A12: what the buyer said in confidence, and what makes others suspicious, is in no event that parties may read. */
    @Test
    void partiesReadNothingThatIsNotForThem() {
        Set<String> secrets =
                Set.of("trueReason", "sellerAskedForThisReason", "sellerAsked", "liability", "liabilityBecause");
        for (Kind kind : catalogue.kinds().values()) {
            assertThat(kind.fields()).as(kind.name()).extracting(Field::name).doesNotContainAnyElementsOf(secrets);
            assertThat(kind.fields()).as(kind.name()).extracting(Field::name).doesNotHaveDuplicates();
            if (kind.subject().audience().equals("parties")) {
                assertThat(kind.fields())
                        .as(kind.name())
                        .extracting(Field::name)
                        .doesNotContain("score", "weight");
            }
        }
    }

    private static String kinds(Subject subject) {
        StringBuilder table = new StringBuilder(head(List.of("kind", "written when", "rule", "beside what all say")));
        EventCatalogue.read().kinds().values().stream()
                .filter(kind -> kind.subject().equals(subject))
                .forEach(kind -> table.append(row(List.of(
                        "[`" + kind.name() + "`](events/" + kind.file() + ")",
                        kind.when(),
                        kind.rule(),
                        kind.fields().stream()
                                .filter(field -> !common(subject).contains(field.name()))
                                .map(field -> "`" + field.name() + "`" + (field.optional() ? "?" : ""))
                                .collect(Collectors.joining(" "))))));
        return table.toString();
    }

    /** Fields that every kind of the subject has. */
    private static Set<String> common(Subject subject) {
        List<Set<String>> all = EventCatalogue.read().kinds().values().stream()
                .filter(kind -> kind.subject().equals(subject))
                .map(kind -> kind.fields().stream().map(Field::name).collect(Collectors.toSet()))
                .toList();
        Set<String> common = new TreeSet<>(all.getFirst());
        all.forEach(common::retainAll);
        return common;
    }

    private static String fields(Subject subject) throws IOException {
        List<Kind> kinds = EventCatalogue.read().kinds().values().stream()
                .filter(kind -> kind.subject().equals(subject))
                .toList();
        Map<String, Field> fields = new LinkedHashMap<>();
        kinds.forEach(kind -> kind.fields().forEach(field -> fields.putIfAbsent(field.name(), field)));
        StringBuilder table = new StringBuilder(head(List.of("field", "type", "what it is")));
        fields.values()
                .forEach(field -> table.append(row(List.of(
                        "`" + field.name() + "`" + (field.optional() ? "?" : ""),
                        field.type().substring(field.type().lastIndexOf('.') + 1),
                        field.meaning()))));
        return table + "\n```json\n"
                + JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(kinds.getFirst().example())
                + "\n```\n";
    }

    private static List<Path> schemas() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /** Keys of a policy look alike, and the names of what payment providers tell. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            List<Path> sources =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".java")
                                    && !file.startsWith(CODE.resolve("policy"))
                                    && !file.startsWith(CODE.resolve("payment/provider"))
                                    && !file.startsWith(CODE.resolve("payment/webhook/PaymentWebhookResource.java")))
                            .toList());
            assertThat(sources).hasSizeGreaterThan(300);
            return sources;
        }
    }
}
