package dev.countermand.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The dashboard and the alerts, read for tests. */
public final class Monitoring {

    static final Path RULES = Path.of("deployment/kustomize/components/monitoring/prometheusrule.yaml");
    static final Path DASHBOARD = Path.of("deployment/monitoring/grafana-dashboard.json");

    /** As Grafana fills it in. */
    private static final String JOB = "\"$job\"";

    private Monitoring() {}

    /** All queries, of alerts first. */
    public static List<PromQl> queries() {
        List<PromQl> queries = new ArrayList<>();
        alerts().forEach(alert -> queries.add(PromQl.of(alert.at("expr").text())));
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(PromQl.of(target.path("expr").asText().replace(JOB, "\"countermand\"")));
            }
        }
        return queries;
    }

    static List<Manifests.Node> alerts() {
        return Manifests.load(RULES).getFirst().at("spec", "groups").items().stream()
                .flatMap(group -> group.at("rules").items().stream())
                .toList();
    }

    /** All that is on the dashboard, rows apart. */
    static List<JsonNode> panels() {
        return StreamSupport.stream(dashboard().path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    static JsonNode dashboard() {
        try {
            return new ObjectMapper().readTree(Files.readString(DASHBOARD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
