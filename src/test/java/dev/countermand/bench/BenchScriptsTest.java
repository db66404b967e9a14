package dev.countermand.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deadline.Lane;
import jakarta.persistence.Transient;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The benchmarks stop when the service no longer sends what their scripts say. No build runs them, so the usual reasons are
 * looked for here: a column that is new or gone, a kind of deadline that is.
 */
class BenchScriptsTest {

    private static final Path BENCH = Path.of("src/bench");
    private static final String ORDER = "dev.countermand.order.OrderRow";
    private static final String LINE = "dev.countermand.order.OrderLineRow";
    private static final String CANCELLATION = "dev.countermand.cancellation.CancellationRow";

    @ParameterizedTest
    @ValueSource(strings = {"cancellation.sql", "deadlines.sql"})
    void ordersAndTheirLinesHaveTheColumnsOfTheirRows(String script) throws Exception {
        String sql = read(script);
        assertThat(all("\\bor1_0\\.(\\w+)", sql)).isEqualTo(columns(ORDER));
        assertThat(all("\\bolr1_0\\.(\\w+)", sql)).isEqualTo(columns(LINE));
        assertThat(all("(\\w+)=", only("update orders set (.*?);", sql))).isEqualTo(columns(ORDER));
    }

    @Test
    void aRequestIsWrittenWithTheColumnsOfItsRow() throws Exception {
        String columns = only("insert into cancellation \\((.*?)\\)", read("cancellation.sql"));
        assertThat(new TreeSet<>(Arrays.asList(columns.split(",")))).isEqualTo(columns(CANCELLATION));
    }

    @Test
    void deadlinesAreClaimedOfEveryKindOfTheirLane() throws IOException {
        assertThat(all("'(\\w+)'", only("kind in \\((.*?)\\)", read("deadlines.sql"))))
                .isEqualTo(Lane.RULES.kinds().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String read(String script) throws IOException {
        return Files.readString(BENCH.resolve(script));
    }

    private static String only(String pattern, String sql) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(sql);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static Set<String> all(String pattern, String sql) {
        return Pattern.compile(pattern)
                .matcher(sql)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a row, which only its own package may name. */
    private static Set<String> columns(String row) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(row).getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .filter(field -> !field.isAnnotationPresent(Transient.class))
                .map(Field::getName)
                .map(name -> name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
