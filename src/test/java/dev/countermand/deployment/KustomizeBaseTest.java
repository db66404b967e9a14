package dev.countermand.deployment;

import static dev.countermand.deployment.Manifests.BASE;
import static dev.countermand.deployment.Manifests.all;
import static dev.countermand.deployment.Manifests.container;
import static dev.countermand.deployment.Manifests.listed;
import static dev.countermand.deployment.Manifests.load;
import static dev.countermand.deployment.Manifests.resources;
import static dev.countermand.deployment.Manifests.selects;
import static dev.countermand.deployment.Manifests.the;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.Manifests.Node;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Path APPLICATION_PROPERTIES = Path.of("src/main/resources/application.properties");
    private static final String SECRET = "countermand-database";

    private final Node deployment = the("Deployment");
    private final Node servicePod = deployment.at("spec", "template");
    private final Node jobPod = the("Job").at("spec", "template");
    private final Node service = container(servicePod);
    private final Node migration = container(jobPod);

    @Test
    void listsEveryFileOfTheFolderAndNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(BASE)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !file.equals("kustomization.yaml"))
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
                the("Service").at("spec", "selector"),
                the("PodDisruptionBudget").at("spec", "selector", "matchLabels"))) {
            assertThat(selects(selector, servicePod)).as(selector.path()).isTrue();
            assertThat(selects(selector, jobPod)).as(selector.path()).isFalse();
        }
    }

    @Test
    void closesTheNetworkForBothAndOpensOnlyTheServicesPorts() {
        assertThat(policiesFor(jobPod)).singleElement().satisfies(policy -> {
            assertThat(policy.at("spec", "policyTypes").strings()).containsExactlyInAnyOrder("Ingress", "Egress");
            assertThat(policy.at("spec").has("ingress")).isFalse();
        });
        assertThat(policiesFor(servicePod))
                .filteredOn(policy -> policy.at("spec").has("ingress"))
                .flatExtracting(policy -> policy.at("spec", "ingress").items())
                .flatExtracting(rule -> rule.at("ports").items())
                .extracting(port -> port.at("port").text())
                .containsExactlyInAnyOrderElementsOf(ports().keySet());
    }

    @Test
    void hasThePortsOfTheApplication() throws IOException {
        assertThat(setting("quarkus.management.enabled", "false")).isEqualTo("true");
        assertThat(ports())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "http", setting("quarkus.http.port", "8080"),
                        "management", setting("quarkus.management.port", "9000")));
        assertThat(the("Service").at("spec", "ports").items())
                .singleElement()
                .satisfies(port -> assertThat(port.at("targetPort").text()).isEqualTo("http"));
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
    void givesBothNoMoreRightsThanTheyNeed() {
        for (Node pod : List.of(servicePod, jobPod)) {
            Node spec = pod.at("spec");
            assertThat(spec.at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
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
                assertThat(container(pod).at("resources", bound).texts()).containsOnlyKeys("cpu", "memory");
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
        Set<String> secretKeys =
                properties(EXAMPLE.resolve("secret.example.env")).stringPropertyNames();
        for (Node container : List.of(service, migration)) {
            assertThat(container.at("envFrom", 0, "configMapRef", "name").text())
                    .isEqualTo(the("ConfigMap").at("metadata", "name").text());
            List<Node> fromSecret = container.at("env").items().stream()
                    .filter(variable -> variable.has("valueFrom"))
                    .toList();
            assertThat(fromSecret)
                    .extracting(variable -> variable.at("name").text())
                    .containsExactly("QUARKUS_DATASOURCE_USERNAME", "QUARKUS_DATASOURCE_PASSWORD");
            assertThat(fromSecret).allSatisfy(variable -> {
                Node reference = variable.at("valueFrom", "secretKeyRef");
                assertThat(reference.at("name").text()).isEqualTo(SECRET);
                assertThat(secretKeys).contains(reference.at("key").text());
            });
        }
        // Whoever runs the service makes the secret, so the README has to say how it is called.
        assertThat(Files.readString(README)).contains(SECRET).contains(secretKeys);
    }

    @Test
    void configuresOnlyWhatTheEnvironmentCanCarry() {
        Node data = the("ConfigMap").at("data");
        assertThat(data.texts())
                .containsKeys(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        "QUARKUS_OIDC_TOKEN_AUDIENCE",
                        "QUARKUS_OTEL_SDK_DISABLED",
                        "COUNTERMAND_SWEEP_CRON");
        data.texts().keySet().forEach(name -> {
            assertThat(name).matches("(QUARKUS|COUNTERMAND)(_[A-Z0-9]+)+").doesNotContain("PASSWORD");
            assertThat(data.at(name).value()).as(name).isInstanceOf(String.class);
        });
        assertThat(data.at("QUARKUS_DATASOURCE_REACTIVE_URL").text()).matches("postgresql://[^/]+:\\d+/\\w+");
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

    @Test
    void replacesPodsWithoutAGap() throws IOException {
        assertThat(deployment.at("spec", "replicas").number()).isGreaterThanOrEqualTo(2);
        assertThat(deployment
                        .at("spec", "strategy", "rollingUpdate", "maxUnavailable")
                        .number())
                .isZero();

        Duration shutdown = duration(setting("quarkus.shutdown.timeout", "0s"));
        assertThat(shutdown).isPositive();
        Duration leaving = shutdown.plus(duration(setting("quarkus.shutdown.delay", "0s")))
                .plusSeconds(
                        service.at("lifecycle", "preStop", "sleep", "seconds").number());
        int grace = servicePod.at("spec", "terminationGracePeriodSeconds").number();
        assertThat(Duration.ofSeconds(grace)).isGreaterThan(leaving);
    }

    @Test
    void hasAnExampleThatChangesOnlyWhatThereIs() {
        Node example = load(EXAMPLE.resolve("kustomization.yaml")).getFirst();
        assertThat(example.at("resources").strings()).containsExactly("../../base");
        assertThat(example.at("secretGenerator", 0, "name").text()).isEqualTo(SECRET);
        assertThat(example.at("secretGenerator", 0, "envs").strings()).containsExactly("secret.example.env");
        assertThat(service.at("image").text())
                .startsWith(example.at("images", 0, "name").text() + ":");

        Node patch =
                load(EXAMPLE.resolve(example.at("patches", 0, "path").text())).getFirst();
        assertThat(patch.at("metadata", "name").text())
                .isEqualTo(the("ConfigMap").at("metadata", "name").text());
        assertThat(the("ConfigMap").at("data").texts().keySet())
                .containsAll(patch.at("data").texts().keySet());
    }

    private static List<Node> policiesFor(Node pod) {
        return all("NetworkPolicy").stream()
                .filter(policy -> selects(policy.at("spec", "podSelector", "matchLabels"), pod))
                .toList();
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

    /** What the service sets in production, or else the default of Quarkus. */
    private static String setting(String name, String otherwise) throws IOException {
        Properties properties = properties(APPLICATION_PROPERTIES);
        return properties.getProperty("%prod." + name, properties.getProperty(name, otherwise));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    /** As Quarkus reads it: a number of seconds, {@code 20s}, or ISO 8601. */
    private static Duration duration(String text) {
        String withUnit = text.matches("\\d+") ? text + "s" : text;
        return Duration.parse(withUnit.startsWith("P") ? withUnit : "PT" + withUnit);
    }
}
