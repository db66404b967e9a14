package dev.countermand.detector;

import dev.countermand.kernel.BusinessDays;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for one signal of rules F: facts in, finding out, nothing else. */
public interface Detector {

    /**
     * Which one it is.
     *
     * @param code a stable name, as in RULES.md
     * @param rule the rule it carries out, for example {@code F1}
     * @param version counts up whenever the same facts and thresholds may lead to another finding
     */
    record Identity(String code, String rule, int version) {}

    Identity identity();

    default String code() {
        return identity().code();
    }

    default String rule() {
        return identity().rule();
    }

    default int version() {
        return identity().version();
    }

    /** What it compares facts with. */
    List<Threshold> thresholds();

    /**
     * What these facts show.
     *
     * @param days the market's working days
     */
    Optional<Evidence> judge(Facts facts, Thresholds thresholds, BusinessDays days);

    /**
     * When absence becomes a signal, if nothing happens until then; null when this detector does not wait for anything
     * (any more).
     */
    default @Nullable Instant due(Facts facts, Thresholds thresholds, BusinessDays days) {
        return null;
    }

    /** Whether it is about a parcel that nobody has scanned: the first scan is then why it is found no more. */
    default boolean refutedByScan() {
        return false;
    }

    /** Whether its words tell totals, of sellers or of a market, that change without anything happening to the shipment. */
    default boolean tellsTotals() {
        return false;
    }
}
