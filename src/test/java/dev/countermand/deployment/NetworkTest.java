package dev.countermand.deployment;

import static dev.countermand.deployment.Manifests.all;
import static dev.countermand.deployment.Manifests.container;
import static dev.countermand.deployment.Manifests.resources;
import static dev.countermand.deployment.Manifests.selects;
import static dev.countermand.deployment.Manifests.the;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.Manifests.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may reach the pods, and whom they may reach. */
class NetworkTest {
    private final Node servicePod = the("Deployment").at("spec", "template");
    private final Node jobPod = the("Job").at("spec", "template");

    @Test
    void closesBothAndOpensOnlyTheServicesPorts() {
        assertThat(policiesFor(resources(), jobPod)).singleElement().satisfies(policy -> {
            assertThat(policy.at("spec", "policyTypes").strings()).containsExactlyInAnyOrder("Ingress", "Egress");
            assertThat(policy.at("spec").has("ingress")).isFalse();
        });
        assertThat(rules(resources(), servicePod, "ingress"))
                .flatExtracting(rule -> rule.at("ports").items())
                .extracting(port -> port.at("port").text())
                .containsExactlyInAnyOrderElementsOf(container(servicePod).at("ports").items().stream()
                        .map(port -> port.at("name").text())
                        .toList());
    }

    @Test
    void letsNobodyButTheMonitoringSeeTheMetrics() {
        assertThat(rules(resources(), servicePod, "ingress"))
                .filteredOn(rule -> rule.at("ports", 0, "port").text().equals("management"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.at("from", 0, "namespaceSelector", "matchLabels")
                                .texts())
                        .containsOnlyKeys("kubernetes.io/metadata.name"));
    }

    /** Names alone: an overlay says where the database is. */
    @Test
    void letsTheMigrationOutToNamesOnly() {
        assertThat(rules(resources(), jobPod, "egress")).singleElement().satisfies(NetworkTest::isToNames);
    }

    /** The credentials of the machine, and whatever else stands in the house, are no payment provider. */
    @Test
    void letsTheServiceOutToTheInternetAndNotIntoTheHouse() {
        List<Node> internet = rules(resources(), servicePod, "egress").stream()
                .filter(rule -> rule.at("to", 0).has("ipBlock"))
                .toList();

        assertThat(internet).singleElement().satisfies(rule -> {
            assertThat(rule.at("ports").items())
                    .extracting(port -> port.at("port").text())
                    .containsExactly("443");
            assertThat(rule.at("to", 0, "ipBlock", "except").strings())
                    .contains("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");
            assertThat(rule.at("to", 1, "ipBlock", "except").strings()).contains("fc00::/7", "fe80::/10");
        });
    }

    @Test
    void letsNothingOutToAnywhere() {
        for (List<Node> made : List.of(resources(), Kustomize.overlay("example"))) {
            for (Node pod : Manifests.pods(made)) {
                assertThat(rules(made, pod, "egress"))
                        .allSatisfy(rule -> assertThat(rule.at("to").items()).isNotEmpty());
            }
        }
    }

    @Test
    void theExampleLetsBothOutToTheDatabase() {
        List<Node> example = Kustomize.overlay("example");
        for (Node pod : Manifests.pods(example)) {
            assertThat(rules(example, pod, "egress"))
                    .filteredOn(rule -> rule.at("ports", 0, "port").text().equals("5432"))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.at("to", 0).has("namespaceSelector"))
                            .isTrue());
        }
    }

    private static void isToNames(Node rule) {
        assertThat(rule.at("ports").items())
                .allSatisfy(port -> assertThat(port.at("port").text()).isEqualTo("53"));
        assertThat(rule.at("to").items()).singleElement().satisfies(to -> {
            assertThat(to.at("namespaceSelector", "matchLabels").texts())
                    .containsEntry("kubernetes.io/metadata.name", "kube-system");
            assertThat(to.at("podSelector", "matchLabels").texts()).containsEntry("k8s-app", "kube-dns");
        });
    }

    /** What policies for a pod add up to. */
    private static List<Node> rules(List<Node> resources, Node pod, String direction) {
        return policiesFor(resources, pod).stream()
                .map(policy -> policy.at("spec"))
                .filter(policy -> policy.has(direction))
                .flatMap(policy -> policy.at(direction).items().stream())
                .toList();
    }

    private static List<Node> policiesFor(List<Node> resources, Node pod) {
        return all(resources, "NetworkPolicy").stream()
                .filter(policy -> selects(policy.at("spec", "podSelector", "matchLabels"), pod))
                .toList();
    }
}
