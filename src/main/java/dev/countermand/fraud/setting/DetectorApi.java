package dev.countermand.fraud.setting;

import dev.countermand.detector.Threshold;
import dev.countermand.detector.rule.Mode;
import dev.countermand.kernel.Words;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about detectors. */
public final class DetectorApi {

    private DetectorApi() {}

    /** {@code PUT /v1/detectors/{code}}. */
    @RegisterForReflection
    @Schema(name = "SetDetector")
    public record SetDetector(
            @NotNull @Schema(description = "OFF: it does not look. SHADOW: it counts for nothing.")
            Mode mode,

            @Min(0)
            @Max(100)
            @Schema(description = "What a finding adds to the score. Left out: as it was.", examples = "60")
            @Nullable
            Integer weight,

            @Schema(
                    description = "These override the markets' policies; thresholds left out stay as they are.",
                    examples = "{\"businessDays\": 4}")
            @Nullable
            Map<String, Object> thresholds,

            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "Why.")
            @Nullable
            String note) {

        DetectorSettings.Change toCommand() {
            return new DetectorSettings.Change(mode, weight, thresholds, note);
        }
    }

    /** {@code PUT /v1/detectors/{code}/candidate}. */
    @RegisterForReflection
    @Schema(name = "SetCandidate")
    public record SetCandidate(
            @Min(0) @Max(100) @Schema(examples = "50") @Nullable
            Integer weight,

            @Schema(examples = "{\"businessDays\": 4}") @Nullable
            Map<String, Object> thresholds,

            @Size(max = 1000) @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE) @Nullable
            String note) {

        DetectorSettings.Change toCommand() {
            return new DetectorSettings.Change(Mode.SHADOW, weight, thresholds, note);
        }
    }

    /** What a threshold means. */
    @RegisterForReflection
    @Schema(name = "Threshold")
    public record ThresholdView(
            @Schema(examples = "businessDays") String name,

            @Schema(description = "COUNT and DECIMAL are numbers, DURATION is a text such as PT72H.")
            Threshold.Kind kind,

            @Schema(description = "Whether it was set here, and goes before the markets' policies.")
            boolean set,

            String words) {}

    /** One version of what was set. */
    @RegisterForReflection
    @Schema(name = "DetectorVersion")
    public record VersionView(
            int version,
            boolean candidate,
            Mode mode,
            @Nullable Integer weight,
            Map<String, Object> thresholds,
            @Nullable String note,
            Instant setAt,
            @Schema(examples = "lead-1") String setBy,

            @Schema(description = "When it ceased to be a candidate.") @Nullable
            Instant endedAt) {}

    /** A detector with what is in force. */
    @RegisterForReflection
    @Schema(name = "Detector")
    public record DetectorView(
            @Schema(examples = "NO_CARRIER_MOVEMENT") String code,
            @Schema(examples = "F1") String rule,

            @Schema(description = "0: the default; nobody has changed it.")
            int version,

            @Schema(
                    description = "Counts up with every change, also of the candidate. It is the ETag, for `If-Match`.",
                    examples = "3")
            long revision,

            Mode mode,
            @Schema(examples = "60") int weight,

            @Schema(
                    description = "In force, where the market's policy does not say something else.",
                    examples = "{\"businessDays\": 5}")
            Map<String, Object> thresholds,

            List<ThresholdView> meaning,

            @Schema(description = "Judged beside it, without effect.") @Nullable
            VersionView candidate) {}

    /** {@code POST /v1/detectors/{code}/backtest}. */
    @RegisterForReflection
    @Schema(name = "BacktestDetector")
    public record Backtest(
            @Min(0) @Max(100) @Schema(description = "Left out: as in force.", examples = "40") @Nullable
            Integer weight,

            @Schema(description = "Those left out: as in force.", examples = "{\"businessDays\": 4}") @Nullable
            Map<String, Object> thresholds,

            @Schema(description = "Left out: ACTIVE.") @Nullable
            Mode mode,

            @Schema(description = "Shipments declared from then on. Left out: the last 90 days.") @Nullable
            Instant from,

            @Schema(description = "Shipments declared before.") @Nullable
            Instant to,

            @Min(1)
            @Max(50_000)
            @Schema(description = "Orders replayed at most, the oldest first. Left out: 10000.")
            @Nullable
            Integer orders) {

        Backtests.Trial toCommand() {
            return new Backtests.Trial(weight, thresholds, mode, from, to, orders);
        }
    }

    /** What rules did to the orders replayed, beside what moderators decided. */
    @RegisterForReflection
    @Schema(name = "BacktestSide")
    public record Side(
            @Schema(description = "Orders that would have been frozen.")
            long frozen,

            @Schema(description = "Of those, cleared by themselves later.")
            long cleared,

            @Schema(description = "Frozen, and a moderator found fraud.")
            long frozenAndFraud,

            @Schema(description = "Frozen, and a moderator let the order go.")
            long frozenAndReleased,

            @Schema(description = "Frozen, not decided yet.")
            long frozenAndUndecided,

            @Schema(description = "Not frozen, though a moderator found fraud.")
            long missedFraud) {}

    /** What a backtest found. */
    @RegisterForReflection
    @Schema(name = "BacktestResult")
    public record BacktestView(
            UUID id,
            @Schema(examples = "NO_CARRIER_MOVEMENT") String detector,
            Instant from,
            Instant to,

            @Schema(description = "Orders replayed.") long orders,

            @Schema(description = "False when there were more orders than asked for.")
            boolean complete,

            @Schema(description = "Under what is in force.") Side inForce,

            @Schema(description = "Under the figures that were asked for.")
            Side tested,

            @Schema(description = "Orders frozen only under the tested figures; the first 100.")
            List<String> newlyFrozen,

            @Schema(description = "Orders frozen only under what is in force; the first 100.")
            List<String> noLongerFrozen) {}
}
