package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard is one that Grafana takes. That the metrics are there is {@code api.MetricsUsedTest}. */
class DashboardTest {

    private static final String SOURCE = "${datasource}";
    private static final int COLUMNS = 24;

    private final JsonNode dashboard = Monitoring.dashboard();

    @Test
    void asksWhichPrometheusItIsToRead() {
        List<JsonNode> variables = items(dashboard.path("templating").path("list"));
        assertThat(variables)
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "job");
        assertThat(variables.getFirst().path("type").asText()).isEqualTo("datasource");
        assertThat(variables.getFirst().path("query").asText()).isEqualTo("prometheus");
        assertThat(variables.getLast().path("definition").asText())
                .isEqualTo("label_values(countermand_live_readers, job)");
        assertThat(dashboard.path("uid").asText()).isEqualTo("countermand");
        assertThat(dashboard.path("schemaVersion").asInt()).isPositive();
    }

    @Test
    void everyPanelHasATitleAndQueriesOfItsOwnFromThatPrometheus() {
        assertThat(items(dashboard.path("panels")))
                .extracting(panel -> panel.path("id").asInt())
                .doesNotContain(0)
                .doesNotHaveDuplicates();
        assertThat(Monitoring.panels()).hasSizeGreaterThan(30).allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("datasource").path("uid").asText()).as(title).isEqualTo(SOURCE);
            assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                    .as(title)
                    .isNotBlank();
            List<JsonNode> targets = items(panel.path("targets"));
            assertThat(targets).as(title).isNotEmpty();
            assertThat(targets)
                    .as(title)
                    .extracting(target -> target.path("refId").asText())
                    .doesNotHaveDuplicates();
            assertThat(targets).as(title).allSatisfy(target -> {
                assertThat(target.path("expr").asText()).isNotBlank();
                assertThat(target.path("datasource").path("uid").asText()).isEqualTo(SOURCE);
            });
        });
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : items(dashboard.path("panels"))) {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, COLUMNS);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add(List.of(
                                    place.path("x").asInt() + x, place.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    /** What somebody is called for, they must be able to see. */
    @Test
    void whatAlertsAskForIsOnTheDashboard() {
        List<String> shown = new ArrayList<>();
        Monitoring.panels()
                .forEach(panel -> items(panel.path("targets"))
                        .forEach(target -> PromQl.of(target.path("expr").asText())
                                .selectors()
                                .forEach(selector -> shown.add(selector.metric()))));
        assertThat(Monitoring.alerts())
                .allSatisfy(
                        alert -> assertThat(PromQl.of(alert.at("expr").text()).selectors())
                                .as(alert.at("alert").text())
                                .extracting(PromQl.Selector::metric)
                                // When a replica began is shown as how long ago that is.
                                .map(metric -> metric.replace("process_start_time_seconds", "process_uptime_seconds"))
                                .isSubsetOf(shown));
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
