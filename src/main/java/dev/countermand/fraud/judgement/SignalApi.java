package dev.countermand.fraud.judgement;

import dev.countermand.detector.Detector;
import dev.countermand.detector.Detectors;
import dev.countermand.detector.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about the signals of an order. */
public final class SignalApi {

    private SignalApi() {}

    /** A signal in words (rules F). */
    @RegisterForReflection
    @Schema(name = "Signal")
    public record SignalView(
            @Schema(examples = "NO_CARRIER_MOVEMENT") String code,

            @Schema(description = "Which of the rules it is.", examples = "F1")
            String rule,

            UUID shipmentId,
            @Schema(examples = "60") int weight,

            @Schema(description = "Of the detector's figures; 0 where nothing was set for it.")
            int ruleVersion,

            @Schema(description = "Of a detector in shadow: it counts for nothing.")
            boolean shadow,

            String words,

            @Schema(description = "The facts and figures that were compared.")
            Map<String, Object> facts,

            Instant foundAt,

            @Schema(description = "What led to it.", examples = "deadline")
            String foundBy,

            @Schema(description = "Since when it stands no longer.") @Nullable
            Instant clearedAt,

            @Nullable String clearedBecause) {}

    /** What one signal counts. */
    @RegisterForReflection
    @Schema(name = "CountedSignal")
    public record CountedView(
            @Schema(examples = "NO_CARRIER_MOVEMENT") String code,
            @Schema(examples = "60") int weight,

            @Schema(description = "Of its weight; a score is full at 100.", examples = "60")
            int counted) {}

    /** What the standing signals of an order come to. */
    @RegisterForReflection
    @Schema(name = "Verdict")
    public record VerdictView(
            @Schema(description = "WATCH: signals, but not enough. FREEZE: the order is frozen (A25).")
            Verdict.Level level,

            @Schema(description = "0 to 100.", examples = "60")
            int score,

            @Schema(description = "From the market's policy.", examples = "60")
            int freezeAt,

            @Schema(description = "The heaviest first.") List<CountedView> counted) {}

    /** {@code GET /v1/orders/{id}/signals}. */
    @RegisterForReflection
    @Schema(name = "OrderSignals")
    public record OrderSignalsView(
            @Schema(examples = "order-1001") String orderId,
            VerdictView verdict,

            @Schema(description = "All there ever were, oldest first, also those in shadow.")
            List<SignalView> signals) {}

    static OrderSignalsView of(SignalReader.Signals signals) {
        return new OrderSignalsView(
                signals.orderId(),
                verdict(signals.verdict()),
                signals.findings().stream().map(SignalApi::signal).toList());
    }

    public static SignalView signal(KnownFinding finding) {
        return new SignalView(
                finding.code(),
                Detectors.of(finding.code()).map(Detector::rule).orElse("F"),
                finding.shipmentId(),
                finding.weight(),
                finding.ruleVersion(),
                finding.shadow(),
                finding.words(),
                finding.facts(),
                finding.foundAt(),
                finding.foundBy(),
                finding.clearedAt(),
                finding.clearedBecause());
    }

    public static VerdictView verdict(Verdict verdict) {
        return new VerdictView(
                verdict.level(),
                verdict.score(),
                verdict.freezeAt(),
                verdict.counted().stream()
                        .map(signal -> new CountedView(signal.code(), signal.weight(), signal.counted()))
                        .toList());
    }
}
