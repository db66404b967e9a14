package dev.countermand.deployment;

import static dev.countermand.deployment.Manifests.all;
import static dev.countermand.deployment.Manifests.container;
import static dev.countermand.deployment.Manifests.named;
import static dev.countermand.deployment.Manifests.pods;
import static dev.countermand.deployment.Manifests.selects;
import static dev.countermand.deployment.Manifests.the;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.Sources;
import dev.countermand.deployment.Manifests.Node;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each component does what it is there for, on top of the example. */
class ComponentsTest {
    private static final Pattern METRIC = Pattern.compile("\\bcountermand_[a-z_]+");
    private static final Pattern GAUGE = Pattern.compile("\"(countermand\\.[a-z.]+)\"");

    /** Every replica is scraped once, by the labels that alerts and replicas by what waits ask for. */
    @Test
    void monitoringScrapesEachReplica() {
        List<Node> made = Kustomize.exampleWith("monitoring");
        Node monitor = the(made, "ServiceMonitor").at("spec");
        List<Node> scraped = all(made, "Service").stream()
                .filter(service -> service.at("metadata", "labels")
                        .texts()
                        .entrySet()
                        .containsAll(
                                monitor.at("selector", "matchLabels").texts().entrySet()))
                .toList();

        assertThat(scraped).singleElement().satisfies(service -> {
            assertThat(service.at("metadata", "name").text()).isEqualTo("countermand-management");
            assertThat(service.at("spec", "ports", 0, "name").text())
                    .isEqualTo(monitor.at("endpoints", 0, "port").text());
            assertThat(service.at("metadata", "labels")
                            .at(monitor.at("jobLabel").text())
                            .text())
                    .isEqualTo("countermand");
        });
        assertThat(the(made, "Deployment")
                        .at("spec", "template", "metadata", "annotations")
                        .texts())
                .isEmpty();
    }

    @Test
    void monitoringTellsWhenNoReplicaIsThere() {
        assertThat(the(Kustomize.exampleWith("monitoring"), "PrometheusRule")
                        .at("spec", "groups")
                        .items())
                .flatExtracting(group -> group.at("rules").items())
                .filteredOn(rule -> rule.has("alert"))
                .extracting(rule -> rule.at("alert").text())
                .contains("CountermandDown");
    }

    @Test
    void kedaScalesByWhatTheServiceMeasures() {
        Node scaled = the(Kustomize.overlay("keda"), "ScaledObject").at("spec");
        Set<String> asked = scaled.at("triggers").items().stream()
                .filter(trigger -> trigger.at("type").text().equals("prometheus"))
                .flatMap(trigger ->
                        METRIC.matcher(trigger.at("metadata", "query").text()).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(asked)
                .containsExactlyInAnyOrder("countermand_deadlines_overdue", "countermand_sweep_ranges_waiting")
                .isSubsetOf(measured());
    }

    /** The autoscaler that the base has made in a cluster is the one that KEDA goes on with. */
    @Test
    void kedaTakesThePlaceOfTheAutoscaler() {
        Node before = the("HorizontalPodAutoscaler");
        Node scaled = the(Kustomize.overlay("keda"), "ScaledObject");

        assertThat(all(Kustomize.overlay("keda"), "HorizontalPodAutoscaler")).isEmpty();
        assertThat(scaled.at("metadata", "annotations", "scaledobject.keda.sh/transfer-hpa-ownership")
                        .text())
                .isEqualTo("true");
        assertThat(scaled.at("spec", "advanced", "horizontalPodAutoscalerConfig", "name")
                        .text())
                .isEqualTo(before.at("metadata", "name").text());
        assertThat(scaled.at("spec", "minReplicaCount").number())
                .isEqualTo(before.at("spec", "minReplicas").number());
        assertThat(scaled.at("spec", "maxReplicaCount").number())
                .isEqualTo(before.at("spec", "maxReplicas").number());
    }

    @Test
    void nativeNeedsLess() {
        Node lean = container(the(Kustomize.overlay("native"), "Deployment").at("spec", "template"));
        Node full = container(the("Deployment").at("spec", "template"));

        assertThat(lean.at("resources", "requests", "cpu").text()).isEqualTo("250m");
        assertThat(lean.at("resources", "requests", "memory").text()).isEqualTo("192Mi");
        for (String bound : List.of("requests", "limits")) {
            assertThat(lean.at("resources", bound).texts())
                    .containsOnlyKeys("cpu", "memory", "ephemeral-storage")
                    .doesNotContainEntry(
                            "memory", full.at("resources", bound, "memory").text());
        }
        Node example = container(the(Kustomize.overlay("example"), "Deployment").at("spec", "template"));
        assertThat(lean.at("image").text()).isNotEqualTo(example.at("image").text());
    }

    @Test
    void openshiftChoosesTheUserItself() {
        List<Node> made = Kustomize.overlay("openshift");

        assertThat(pods(made))
                .allSatisfy(pod -> assertThat(pod.at("spec", "securityContext").names())
                        .contains("runAsNonRoot")
                        .doesNotContain("runAsUser", "runAsGroup"));
        assertThat(named(made, "NetworkPolicy", "countermand")
                        .at("spec", "egress", 0, "to", 0, "namespaceSelector", "matchLabels")
                        .texts())
                .containsValue("openshift-dns");
    }

    @Test
    void callersComeInThroughAnIngressOrARoute() {
        Node ingress = the(Kustomize.overlay("example"), "Ingress")
                .at("spec", "rules", 0, "http", "paths", 0, "backend", "service");
        List<Node> made = Kustomize.exampleWith("gateway");
        Node route = the(made, "HTTPRoute").at("spec", "rules", 0, "backendRefs", 0);
        Node service = named(made, "Service", route.at("name").text());

        assertThat(service.at("metadata", "name").text())
                .isEqualTo(ingress.at("name").text());
        assertThat(service.at("spec", "ports", 0, "name").text())
                .isEqualTo(ingress.at("port", "name").text());
        assertThat(service.at("spec", "ports", 0, "port").text())
                .isEqualTo(route.at("port").text());
        assertThat(selects(
                        service.at("spec", "selector"), the(made, "Deployment").at("spec", "template")))
                .isTrue();
        // Else all callers without a token would be one, and share its limits.
        for (String component : List.of("ingress", "gateway")) {
            assertThat(the(Kustomize.baseWith(component), "ConfigMap")
                            .at("data")
                            .texts())
                    .as(component)
                    .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                    .containsKey("COUNTERMAND_SWEEP_CRON");
        }
    }

    /** The names of the service's own metrics, as Prometheus has them. */
    private static Set<String> measured() {
        return Sources.files().stream()
                .flatMap(source -> GAUGE.matcher(Sources.text(source)).results())
                .map(name -> name.group(1).replace('.', '_'))
                .collect(Collectors.toSet());
    }
}
