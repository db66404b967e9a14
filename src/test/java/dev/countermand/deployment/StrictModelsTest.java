package dev.countermand.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader that the manifests go through refuses what a cluster would. */
class StrictModelsTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Service
            metadata:
              name: a
              labels: {of: b}
            spec:
              clusterIP: None
              publishNotReadyAddresses: true
              ports:
                - port: 80
                  targetPort: http
            """;

    @Test
    void takesWhatIsRight() {
        assertThat(read(GOOD))
                .isInstanceOfSatisfying(
                        Service.class,
                        service -> assertThat(
                                        service.getSpec().getPorts().getFirst().getPort())
                                .isEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clusterIP: None | clusterIp: None | clusterIp",
                "metadata: | metaData: | metaData",
                "port: 80 | prot: 80 | prot",
                "port: 80 | port: \"80\" | port",
                "{of: b} | {of: 1} | labels",
                "publishNotReadyAddresses: true | publishNotReadyAddresses: \"true\" | publishNotReadyAddresses",
            })
    void refusesWhatIsNot(String good, String bad, String named) {
        assertThat(GOOD).contains(good);
        String wrong = GOOD.replace(good, bad);
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static Object read(String yaml) {
        return StrictModels.read(Manifests.read("service", yaml).getFirst());
    }
}
