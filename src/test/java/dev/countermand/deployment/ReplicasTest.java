package dev.countermand.deployment;

import static dev.countermand.deployment.Manifests.container;
import static dev.countermand.deployment.Manifests.selects;
import static dev.countermand.deployment.Manifests.the;
import static dev.countermand.deployment.ServiceSettings.duration;
import static dev.countermand.deployment.ServiceSettings.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.deployment.Manifests.Node;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many replicas there are, where they stand, and how one leaves. */
class ReplicasTest {
    /** What PostgreSQL is delivered with, less what it keeps for its administrators. */
    private static final int CONNECTIONS = 100 - 3;

    /** Readiness asks on a connection of its own. */
    private static final int PROBE = 1;

    private final Node deployment = the("Deployment");
    private final Node pod = deployment.at("spec", "template");
    private final Node service = container(pod);
    private final Node autoscaler = the("HorizontalPodAutoscaler").at("spec");

    @Test
    void theAutoscalerAloneSaysHowMany() {
        assertThat(deployment.at("spec").has("replicas")).isFalse();
        assertThat(autoscaler.at("scaleTargetRef").texts())
                .containsEntry("kind", "Deployment")
                .containsEntry("name", deployment.at("metadata", "name").text());
        assertThat(autoscaler.at("minReplicas").number()).isGreaterThanOrEqualTo(2);
        assertThat(autoscaler.at("metrics", 0, "resource", "name").text()).isEqualTo("cpu");
    }

    /** All replicas, one more while they are replaced, and the migration beside them. */
    @Test
    void theDatabaseHasConnectionsForAll() {
        int jdbc = Integer.parseInt(setting("quarkus.datasource.jdbc.max-size", "20"));
        int replica = Integer.parseInt(setting("quarkus.datasource.reactive.max-size", "20")) + jdbc + PROBE;
        int surge =
                deployment.at("spec", "strategy", "rollingUpdate", "maxSurge").number();
        int replicas = autoscaler.at("maxReplicas").number() + surge;

        assertThat(replicas * replica + jdbc).isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void aNewVersionComesBeforeTheOldOneGoes() {
        assertThat(deployment
                        .at("spec", "strategy", "rollingUpdate", "maxUnavailable")
                        .number())
                .isZero();
    }

    @Test
    void standsInSeveralZonesAndOnSeveralHosts() {
        assertThat(pod.at("spec", "topologySpreadConstraints").items())
                .extracting(constraint -> constraint.at("topologyKey").text())
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(pod.at("spec", "topologySpreadConstraints").items()).allSatisfy(constraint -> {
            assertThat(selects(constraint.at("labelSelector", "matchLabels"), pod))
                    .isTrue();
            // Else those of the version that leaves would count.
            assertThat(constraint.at("matchLabelKeys").strings()).containsExactly("pod-template-hash");
            // One zone that is down must not hold up the others.
            assertThat(constraint.at("whenUnsatisfiable").text()).isEqualTo("ScheduleAnyway");
        });
    }

    @Test
    void hasTimeToLeave() {
        Duration shutdown = duration("quarkus.shutdown.timeout", "0s");
        assertThat(shutdown).isPositive();
        Duration leaving = shutdown.plus(duration("quarkus.shutdown.delay", "0s"))
                .plusSeconds(
                        service.at("lifecycle", "preStop", "sleep", "seconds").number());
        int grace = pod.at("spec", "terminationGracePeriodSeconds").number();
        assertThat(Duration.ofSeconds(grace)).isGreaterThan(leaving);
    }

    @Test
    void isNoLongerAskedWithinASecondOfSayingSo() {
        Node readiness = service.at("readinessProbe");
        assertThat(readiness.at("periodSeconds").number()
                        * readiness.at("failureThreshold").number())
                .isEqualTo(1);
    }
}
