package dev.countermand.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** M1, M2: policies are documents; a faulty one is refused with file, line and reason. */
class PolicyReaderTest {

    @Test
    void readsTheFiguresOfAliexpress() {
        Policy policy = PolicyReader.read("aliexpress.yaml", shipped());
        assertThat(policy.name()).isEqualTo("aliexpress");
        assertThat(policy.payment().closeUnpaidAfter()).isEqualTo(Duration.ofDays(20));
        assertThat(policy.shipping().processingTime()).isEqualTo(Duration.ofDays(7));
        assertThat(policy.cancellation().reasons()).hasSize(Reason.values().length);
        assertThat(policy.cancellation().approveAfterSilence()).isNull();
        assertThat(policy.escrow().releaseAfterDelivery()).isEqualTo(Duration.ofDays(15));
    }

    @Test
    void namesFileLineAndReasonOfATypo() {
        refused(shipped().replace("processingTime: P7D", "procesingTime: P7D"), "shipping.processingTime", "missing");
        refused(
                shipped().replace("  processingTime: P7D", "  processingTime: P7D\n  proces: 1"),
                "shipping.proces",
                "unknown key");
    }

    @Test
    void refusesNegativeFigures() {
        refused(shipped().replace("closeUnpaidAfter: P20D", "closeUnpaidAfter: P-20D"), "longer than zero");
        refused(shipped().replace("percent: 5, points: 2", "percent: 5, points: -2"), "points must not be negative");
    }

    @Test
    void refusesAMissingFigure() {
        refused(shipped().replace("  releaseAfterDelivery: P15D", "  # gone"), "escrow");
        refused(shipped().replace("  decideWithin: P5D\n", ""), "review.decideWithin", "missing");
    }

    @Test
    void refusesTwoOfOneKey() {
        refused(shipped().replace("version: 1", "version: 1\nversion: 2"), "version");
    }

    @Test
    void refusesAnUnknownReason() {
        refused(shipped().replace("code: NOT_NEEDED", "code: BORED"), "BORED");
    }

    private static void refused(String document, String... parts) {
        assertThat(document).isNotEqualTo(shipped());
        assertThatExceptionOfType(FaultyPolicyException.class)
                .isThrownBy(() -> PolicyReader.read("own.yaml", document))
                .satisfies(fault -> assertThat(fault.getMessage())
                        .matches("(?s)Policy own\\.yaml, line \\d+: .+")
                        .contains(parts)
                        .doesNotContain("\n"));
    }

    private static String shipped() {
        try (InputStream in = PolicyReaderTest.class.getResourceAsStream("/policies/aliexpress.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
