package dev.countermand.fraud.judgement;

import dev.countermand.detector.Detectors;
import dev.countermand.detector.Finding;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding that was written down.
 *
 * @param ruleVersion of the figures it was judged under; 0 for those that were delivered, or the policy's
 * @param shadow written down only: it counts for nothing
 * @param foundBy what led to it: a sweep, a deadline, a carrier's report
 * @param clearedAt since when it stands no longer; null while it stands
 * @param clearedBecause a sentence, or {@link #RELEASED}
 */
public record KnownFinding(
        String orderId,
        UUID id,
        UUID shipmentId,
        String code,
        int detectorVersion,
        int ruleVersion,
        boolean shadow,
        int weight,
        String words,
        Map<String, Object> facts,
        Instant foundAt,
        String foundBy,
        @Nullable Instant clearedAt,
        @Nullable String clearedBecause) {

    /** A moderator has looked at it and let the order go: what they have seen is not raised again. */
    public static final String RELEASED = "RELEASED";

    public boolean standing() {
        return clearedAt == null;
    }

    public boolean released() {
        return RELEASED.equals(clearedBecause);
    }

    /** The same as it was known at an earlier moment; call it only for what had been found by then. */
    KnownFinding asOf(Instant moment) {
        if (clearedAt == null || !clearedAt.isAfter(moment)) {
            return this;
        }
        return new KnownFinding(
                orderId,
                id,
                shipmentId,
                code,
                detectorVersion,
                ruleVersion,
                shadow,
                weight,
                words,
                facts,
                foundAt,
                foundBy,
                null,
                null);
    }

    /** Whether it says the same of the same shipment, under the same figures: then nothing new was found. */
    boolean says(UUID shipment, Finding finding) {
        return isAbout(shipment, finding) && sameRule(finding) && sameWords(finding);
    }

    /**
     * Whether a moderator who let this go has let that go, too. What changed figures say in other words of the same facts
     * was before them; what was not there when they looked was not.
     */
    boolean covers(UUID shipment, Finding finding) {
        return isAbout(shipment, finding) && (!sameRule(finding) || sameWords(finding));
    }

    /** Whether it is the same signal of the same shipment. */
    boolean isAbout(UUID shipment, Finding finding) {
        return shipmentId.equals(shipment)
                && code.equals(finding.code())
                && shadow == finding.shadow()
                && (!shadow || ruleVersion == finding.rule().version());
    }

    private boolean sameRule(Finding finding) {
        return ruleVersion == finding.rule().version() && detectorVersion == finding.detectorVersion();
    }

    /** Totals change by the hour; that is nothing new of this shipment. */
    private boolean sameWords(Finding finding) {
        return words.equals(finding.words()) || Detectors.tellsTotals(code);
    }
}
