package dev.countermand.deployment;

import static dev.countermand.deployment.Manifests.BASE;
import static dev.countermand.deployment.Manifests.container;
import static dev.countermand.deployment.Manifests.listed;
import static dev.countermand.deployment.Manifests.load;
import static dev.countermand.deployment.Manifests.named;
import static dev.countermand.deployment.Manifests.resources;
import static dev.countermand.deployment.Manifests.selects;
import static dev.countermand.deployment.Manifests.the;
import static dev.countermand.deployment.ServiceSettings.properties;
import static dev.countermand.deployment.ServiceSettings.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.Manifests.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Kubernetes manifests agree with one another and with the service's own configuration. */
class KustomizeBaseTest {
    private static final Path EXAMPLE = Path.of("deployment/kustomize/overlays/example");
    private static final Path README = Path.of("deployment/README.md");
    private static final Path NATIVE = Path.of("deployment/container/Containerfile.native");
    private static final String SETTINGS = "settings.env";

    private final Node deployment = the("Deployment");
    private final Node servicePod = deployment.at("spec", "template");
    private final Node jobPod = the("Job").at("spec", "template");
    private final Node service = container(servicePod);
    private final Node migration = container(jobPod);

    @Test
    void listsEveryFileOfTheFolderAndNothingElse() throws IOException {
        assertThat(generator().at("envs").strings()).containsExactly(SETTINGS);
        try (Stream<Path> files = Files.list(BASE)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !Set.of("kustomization.yaml", SETTINGS).contains(file))
                    .containsExactlyInAnyOrderElementsOf(listed());
        }
    }

    @Test
    void namesAndLabelsEveryResource() {
        assertThat(resources())
                .extracting(resource -> resource.at("kind").text() + "/"
                        + resource.at("metadata", "name").text())
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(resources()).allSatisfy(resource -> {
            assertThat(resource.at("apiVersion").text()).isNotBlank();
            assertThat(resource.at("metadata", "labels").texts())
                    .containsEntry("app.kubernetes.io/name", "countermand")
                    .containsKey("app.kubernetes.io/component");
        });
    }

    @Test
    void selectsThePodsOfTheServiceAndNotThoseOfTheMigration() {
        for (Node selector : List.of(
                deployment.at("spec", "selector", "matchLabels"),
                named(resources(), "Service", "countermand").at("spec", "selector"),
                named(resources(), "Service", "countermand-management").at("spec", "selector"),
                the("PodDisruptionBudget").at("spec", "selector", "matchLabels"))) {
            assertThat(selects(selector, servicePod)).as(selector.path()).isTrue();
            assertThat(selects(selector, jobPod)).as(selector.path()).isFalse();
        }
    }

    @Test
    void hasThePortsOfTheApplication() {
        assertThat(setting("quarkus.management.enabled", "false")).isEqualTo("true");
        assertThat(ports())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "http", setting("quarkus.http.port", "8080"),
                        "management", setting("quarkus.management.port", "9000")));
        assertThat(targets("countermand")).containsExactlyInAnyOrderEntriesOf(Map.of("80", "http"));
        // Each replica by itself, whether it is ready or not.
        assertThat(targets("countermand-management")).containsExactlyInAnyOrderEntriesOf(Map.of("9000", "management"));
        Node management =
                named(resources(), "Service", "countermand-management").at("spec");
        assertThat(management.at("clusterIP").text()).isEqualTo("None");
        assertThat(management.at("publishNotReadyAddresses").value()).isEqualTo(true);
    }

    @Test
    void probesAndScrapesTheManagementPort() {
        Map<String, String> probes = Map.of(
                "startupProbe", "/q/health/started",
                "livenessProbe", "/q/health/live",
                "readinessProbe", "/q/health/ready");
        probes.forEach((probe, path) -> assertThat(service.at(probe, "httpGet").texts())
                .as(probe)
                .containsExactlyInAnyOrderEntriesOf(Map.of("path", path, "port", "management")));

        assertThat(servicePod.at("metadata", "annotations").texts())
                .containsEntry("prometheus.io/scrape", "true")
                .containsEntry("prometheus.io/port", ports().get("management"))
                .containsEntry("prometheus.io/path", "/q/metrics");
    }

    @Test
    void runsTheSameFixedVersionInBoth() {
        assertThat(service.at("image").text())
                .isEqualTo(migration.at("image").text())
                .matches("[^:]+:[^:]+")
                .doesNotEndWith(":latest");
    }

    @Test
    void givesBothNoMoreRightsThanTheyNeed() throws IOException {
        for (Node pod : List.of(servicePod, jobPod)) {
            Node spec = pod.at("spec");
            assertThat(PodSecurity.violations(pod)).as(pod.path()).isEmpty();
            Node user = spec.at("securityContext", "runAsUser");
            assertThat(Files.readString(NATIVE)).contains("USER " + user.text() + "\n");
            assertThat(spec.at("securityContext", "runAsGroup").text()).isEqualTo(user.text());
            assertThat(spec.at("securityContext", "seccompProfile").texts()).containsEntry("type", "RuntimeDefault");
            assertThat(spec.at("automountServiceAccountToken").value()).isEqualTo(false);
            assertThat(spec.at("enableServiceLinks").value()).isEqualTo(false);
            assertThat(spec.at("serviceAccountName").text())
                    .isEqualTo(the("ServiceAccount").at("metadata", "name").text());

            Node rights = container(pod).at("securityContext");
            assertThat(rights.at("readOnlyRootFilesystem").value()).isEqualTo(true);
            assertThat(rights.at("allowPrivilegeEscalation").value()).isEqualTo(false);
            assertThat(rights.at("capabilities", "drop").strings()).containsExactly("ALL");
        }
        assertThat(the("ServiceAccount").at("automountServiceAccountToken").value())
                .isEqualTo(false);
    }

    @Test
    void boundsWhatBothUse() {
        for (Node pod : List.of(servicePod, jobPod)) {
            for (String bound : List.of("requests", "limits")) {
                assertThat(container(pod).at("resources", bound).texts())
                        .containsOnlyKeys("cpu", "memory", "ephemeral-storage");
            }
            // The JVM and Vert.x write there, and the root file system cannot be written.
            Node volume = pod.at("spec", "volumes", 0);
            assertThat(volume.at("emptyDir", "sizeLimit").text()).isNotBlank();
            assertThat(container(pod).at("volumeMounts", 0).texts())
                    .containsEntry("name", volume.at("name").text())
                    .containsEntry("mountPath", "/tmp");
        }
    }

    @Test
    void mountsTheOperatorsPoliciesIfThereAreAny() throws IOException {
        Node volume = servicePod.at("spec", "volumes", 1);
        assertThat(volume.at("configMap", "optional").value()).isEqualTo(true);
        assertThat(Files.readString(README))
                .contains(volume.at("configMap", "name").text());
        assertThat(service.at("volumeMounts", 1).texts())
                .containsEntry("name", volume.at("name").text())
                .containsEntry("readOnly", "true");
        assertThat(service.at("env").items())
                .filteredOn(variable -> variable.at("name").text().equals("COUNTERMAND_POLICIES_FOLDER"))
                .singleElement()
                .satisfies(variable -> assertThat(variable.at("value").text())
                        .isEqualTo(service.at("volumeMounts", 1, "mountPath").text()));
    }

    @Test
    void takesTheEnvironmentFromWhatExists() throws IOException {
        takesItsUserFrom(service, "countermand-database");
        takesItsUserFrom(migration, "countermand-migration-database");
        assertThat(service.at("envFrom", 1, "secretRef").texts())
                .containsExactlyInAnyOrderEntriesOf(Map.of("name", "countermand-secrets", "optional", "true"));
        assertThat(migration.at("envFrom").items()).hasSize(1);
    }

    private void takesItsUserFrom(Node container, String secret) throws IOException {
        assertThat(container.at("envFrom", 0, "configMapRef", "name").text())
                .isEqualTo(generator().at("name").text());
        Set<String> keys = properties(EXAMPLE.resolve(secret.replace("countermand-", "") + ".example.env"))
                .stringPropertyNames();
        List<Node> fromSecret = container.at("env").items().stream()
                .filter(variable -> variable.has("valueFrom"))
                .toList();
        assertThat(fromSecret)
                .extracting(variable -> variable.at("name").text())
                .containsExactly("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD");
        assertThat(fromSecret).allSatisfy(variable -> {
            Node reference = variable.at("valueFrom", "secretKeyRef");
            assertThat(reference.at("name").text()).isEqualTo(secret);
            assertThat(keys).contains(reference.at("key").text());
        });
        // Whoever runs the service makes the secret, so the README has to say how it is called.
        assertThat(Files.readString(README)).contains("`" + secret + "`").contains(keys);
    }

    @Test
    void configuresOnlyWhatTheEnvironmentCanCarry() {
        Properties data = properties(BASE.resolve(SETTINGS));
        assertThat(data.stringPropertyNames())
                .contains(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        "QUARKUS_OIDC_TOKEN_AUDIENCE",
                        "QUARKUS_OTEL_SDK_DISABLED",
                        "COUNTERMAND_SWEEP_CRON")
                .allSatisfy(name -> assertThat(name)
                        .matches("(QUARKUS|COUNTERMAND)(_[A-Z0-9]+)+")
                        .doesNotContain("PASSWORD"));
        assertThat(data.getProperty("QUARKUS_DATASOURCE_REACTIVE_URL")).matches("postgresql://[^/]+:\\d+/\\w+");
    }

    @Test
    void migratesInTheJobOnly() {
        assertThat(migration.at("args").strings()).containsExactly("migrate");
        assertThat(jobPod.at("spec", "restartPolicy").text()).isEqualTo("Never");
        assertThat(service.has("args")).isFalse();
        assertThat(service.at("env").items())
                .filteredOn(variable -> variable.at("name").text().equals("QUARKUS_FLYWAY_MIGRATE_AT_START"))
                .singleElement()
                .satisfies(variable -> assertThat(variable.at("value").value()).isEqualTo("false"));
    }

    /** The config map, which Kustomize makes. */
    private static Node generator() {
        return load(BASE.resolve("kustomization.yaml")).getFirst().at("configMapGenerator", 0);
    }

    /** The ports of a service, and what of the pods is behind them. */
    private static Map<String, String> targets(String name) {
        Map<String, String> targets = new LinkedHashMap<>();
        named(resources(), "Service", name)
                .at("spec", "ports")
                .items()
                .forEach(port -> targets.put(
                        port.at("port").text(), port.at("targetPort").text()));
        return targets;
    }

    /** The numbers of the container's ports by their names. */
    private Map<String, String> ports() {
        Map<String, String> ports = new LinkedHashMap<>();
        service.at("ports")
                .items()
                .forEach(port -> ports.put(
                        port.at("name").text(), port.at("containerPort").text()));
        return ports;
    }
}
