package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.deployment.Manifests.Node;
import dev.countermand.docs.OperationsPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is called finds out why, and what to do. That the metrics are there is {@code api.MetricsUsedTest}. */
class AlertsTest {

    private static final List<String> SECTIONS = List.of("## What it means", "## What to look at", "## What to do");

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    /** Half a page each, and a heading. */
    private static final int MOST_WORDS = 450;

    @Test
    void eachSaysHowBadItIsAndWhatToRead() {
        Node rule = Manifests.load(Monitoring.RULES).getFirst();
        assertThat(rule.at("apiVersion").text()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(rule.at("kind").text()).isEqualTo("PrometheusRule");
        assertThat(Monitoring.alerts())
                .extracting(alert -> alert.at("alert").text())
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates();
        assertThat(Monitoring.alerts()).allSatisfy(alert -> {
            String name = alert.at("alert").text();
            assertThat(name).matches("Countermand([A-Z][a-z0-9]+)+");
            assertThat(alert.at("labels", "severity").text()).isIn("critical", "warning");
            assertThat(alert.at("annotations", "summary").text()).isNotBlank();
            assertThat(alert.at("annotations", "description").text()).endsWith(".");
            assertThat(alert.at("annotations", "runbook_url").text()).isEqualTo("docs/runbooks/" + file(name));
            assertThat(waits(alert)).isBetween(Duration.ofMinutes(1), Duration.ofHours(4));
        });
    }

    /** Whoever is woken is woken soon, and not by a moment. */
    @Test
    void whatIsCriticalIsToldWithinTenMinutes() {
        assertThat(Monitoring.alerts())
                .filteredOn(alert -> alert.at("labels", "severity").text().equals("critical"))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(waits(alert)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(10)));
    }

    @Test
    void eachAlertHasItsRunbookAndEachRunbookItsAlert() throws IOException {
        try (Stream<Path> files = Files.list(OperationsPages.RUNBOOKS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Monitoring.alerts().stream()
                            .map(alert -> file(alert.at("alert").text()))
                            .toList());
        }
    }

    @Test
    void runbooksAreShortAndSayWhatToDo() throws IOException {
        String operations = Files.readString(OperationsPages.OPERATIONS);
        for (Node alert : Monitoring.alerts()) {
            String name = alert.at("alert").text();
            String page = Files.readString(OperationsPages.RUNBOOKS.resolve(file(name)));
            assertThat(page.lines().toList()).as(name).contains("# " + name).containsAll(SECTIONS);
            assertThat(Arrays.asList(page.strip().split("\\s+", -1))).as(name).hasSizeLessThan(MOST_WORDS);
            assertThat(operations).contains("runbooks/" + file(name));
        }
    }

    /** A template that Prometheus cannot fill in is shown as an error to whoever is called. */
    @Test
    void templatesNameOnlyWhatIsThere() {
        assertThat(Monitoring.alerts()).allSatisfy(alert -> {
            PromQl query = PromQl.of(alert.at("expr").text());
            String words = alert.at("annotations", "summary").text()
                    + alert.at("annotations", "description").text();
            assertThat(LABEL.matcher(words).results().map(label -> label.group(1)))
                    .as(alert.at("alert").text())
                    .filteredOn(label -> !label.equals("instance"))
                    .isSubsetOf(query.groupings());
        });
    }

    @Test
    void queriesAreReadAsPrometheusWould() {
        assertThat(Monitoring.queries()).hasSizeGreaterThan(50);
        PromQl read = PromQl.of("max by (lane) (up_1{a=\"b, c\", d!~\"e|f\"}) > 2 and on (job) sum(rate(x_total[5m]))");
        assertThat(read.groupings()).containsExactlyInAnyOrder("lane", "job");
        assertThat(read.selectors()).extracting(PromQl.Selector::metric).containsExactly("up_1", "x_total");
        assertThat(read.selectors().getFirst().labels())
                .containsExactly(new PromQl.Label("a", "=", "b, c"), new PromQl.Label("d", "!~", "e|f"));
        for (String wrong :
                List.of("sum(a", "sum(a))", "a{b=c}", "sume(a)", "a{b}", "1 > 2", "a ; b", "sum by lane (a)")) {
            assertThatThrownBy(() -> PromQl.of(wrong)).as(wrong).isInstanceOf(AssertionError.class);
        }
    }

    private static String file(String alert) {
        return alert.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".md";
    }

    private static Duration waits(Node alert) {
        return Duration.parse("PT" + alert.at("for").text().toUpperCase(Locale.ROOT));
    }
}
