package dev.countermand.fraud.setting;

import dev.countermand.detector.rule.Setting;
import java.util.List;

/** Detectors as the contract shows them. */
final class DetectorViews {

    private DetectorViews() {}

    static DetectorApi.DetectorView of(DetectorSettings.Standing standing) {
        Setting setting = standing.inForce();
        List<DetectorApi.ThresholdView> meaning = standing.detector().thresholds().stream()
                .map(threshold -> new DetectorApi.ThresholdView(
                        threshold.name(),
                        threshold.kind(),
                        setting.version() > 0
                                && threshold.settable()
                                && setting.thresholds().containsKey(threshold.name()),
                        threshold.words()))
                .toList();
        return new DetectorApi.DetectorView(
                standing.detector().code(),
                standing.detector().rule(),
                setting.version(),
                standing.revision(),
                setting.mode(),
                standing.rule().weight(),
                standing.rule().thresholds().values(),
                meaning,
                standing.candidate() == null ? null : of(standing.candidate()));
    }

    static DetectorApi.VersionView of(DetectorSettings.Version version) {
        return new DetectorApi.VersionView(
                version.version(),
                version.candidate(),
                version.mode(),
                version.weight(),
                version.thresholds(),
                version.note(),
                version.setAt(),
                version.setBy(),
                version.endedAt());
    }

    static DetectorApi.BacktestView of(Backtests.Outcome outcome) {
        return new DetectorApi.BacktestView(
                outcome.id(),
                outcome.detector(),
                outcome.from(),
                outcome.to(),
                outcome.orders(),
                outcome.complete(),
                side(outcome.inForce()),
                side(outcome.tested()),
                outcome.newlyFrozen(),
                outcome.noLongerFrozen());
    }

    private static DetectorApi.Side side(Backtests.Counts counts) {
        return new DetectorApi.Side(
                counts.frozen(),
                counts.cleared(),
                counts.frozenAndFraud(),
                counts.frozenAndReleased(),
                counts.frozenAndUndecided(),
                counts.missedFraud());
    }
}
