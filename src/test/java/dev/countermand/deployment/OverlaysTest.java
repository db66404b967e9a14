package dev.countermand.deployment;

import static dev.countermand.deployment.Manifests.all;
import static dev.countermand.deployment.Manifests.container;
import static dev.countermand.deployment.Manifests.pods;
import static dev.countermand.deployment.Manifests.the;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.Manifests.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cluster gets of each overlay, and of the base with each component. */
class OverlaysTest {
    /** Kustomize ends the names of what it makes with it; pods with other settings are then other pods. */
    private static final String HASH = "-[0-9a-z]{10}";

    @ParameterizedTest
    @MethodSource("overlays")
    void isReadStrictly(String overlay) {
        assertThat(Kustomize.overlay(overlay)).isNotEmpty().allSatisfy(StrictModels::read);
    }

    @ParameterizedTest
    @MethodSource("components")
    void isReadStrictlyWithEachComponent(String component) {
        assertThat(Kustomize.baseWith(component)).isNotEmpty().allSatisfy(StrictModels::read);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void runsInARestrictedNamespace(String overlay) {
        List<Node> made = Kustomize.overlay(overlay);

        Node namespace = the(made, "Namespace").at("metadata");
        for (String mode : List.of("enforce", "audit", "warn")) {
            assertThat(namespace.at("labels").texts())
                    .containsEntry("pod-security.kubernetes.io/" + mode, "restricted")
                    .containsKey("pod-security.kubernetes.io/" + mode + "-version");
        }
        assertThat(pods(made))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(PodSecurity.violations(pod)).isEmpty());
        assertThat(made)
                .filteredOn(resource -> !resource.at("kind").text().equals("Namespace"))
                .allSatisfy(resource -> assertThat(
                                resource.at("metadata", "namespace").text())
                        .isEqualTo(namespace.at("name").text()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void otherSettingsMakeOtherPods(String overlay) {
        List<Node> made = Kustomize.overlay(overlay);
        Set<String> there = Stream.of("ConfigMap", "Secret")
                .flatMap(kind -> all(made, kind).stream())
                .map(resource -> resource.at("metadata", "name").text())
                .collect(Collectors.toSet());

        assertThat(there).hasSize(3).allSatisfy(name -> assertThat(name).matches(".+" + HASH));
        assertThat(pods(made).stream().flatMap(pod -> needed(pod).stream()).collect(Collectors.toSet()))
                .isEqualTo(there);
    }

    /** Whoever serves does not know whom the tables belong to. */
    @ParameterizedTest
    @MethodSource("overlays")
    void servesAsAnotherUserThanItMigratesAs(String overlay) {
        List<Node> made = Kustomize.overlay(overlay);
        Node service = the(made, "Deployment").at("spec", "template");
        Node migration = the(made, "Job").at("spec", "template");

        assertThat(needed(service)).anyMatch(name -> name.matches("countermand-database" + HASH));
        assertThat(needed(service)).noneMatch(name -> name.startsWith("countermand-migration"));
        assertThat(needed(migration)).anyMatch(name -> name.matches("countermand-migration-database" + HASH));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void runsOneImageByItsDigest(String overlay) {
        assertThat(pods(Kustomize.overlay(overlay)))
                .extracting(pod -> container(pod).at("image").text())
                .allMatch(image -> image.matches("registry\\.example\\.org/[a-z/-]+@sha256:[0-9a-f]{64}"))
                .containsOnly(container(pods(Kustomize.overlay(overlay)).getFirst())
                        .at("image")
                        .text());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void isScaledByOne(String overlay) {
        List<Node> made = Kustomize.overlay(overlay);

        assertThat(Stream.of("HorizontalPodAutoscaler", "ScaledObject").flatMap(kind -> all(made, kind).stream()))
                .singleElement()
                .satisfies(scaler -> assertThat(
                                scaler.at("spec", "scaleTargetRef", "name").text())
                        .isEqualTo(
                                the(made, "Deployment").at("metadata", "name").text()));
        assertThat(the(made, "Deployment").at("spec").has("replicas")).isFalse();
    }

    /** The config maps and secrets without which a pod does not start. */
    private static List<String> needed(Node pod) {
        Node container = container(pod);
        Stream<Node> whole = container.at("envFrom").items().stream()
                .flatMap(from ->
                        Stream.of("configMapRef", "secretRef").filter(from::has).map(from::at))
                .filter(reference -> !reference.has("optional"));
        Stream<Node> single = container.at("env").items().stream()
                .filter(variable -> variable.has("valueFrom"))
                .map(variable -> variable.at("valueFrom", "secretKeyRef"));
        return Stream.concat(whole, single)
                .map(reference -> reference.at("name").text())
                .toList();
    }

    private static List<String> overlays() {
        return Kustomize.overlays();
    }

    private static List<String> components() {
        return Kustomize.components();
    }
}
