package dev.countermand.evidence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that a seller was asked for, whoever asked.
 *
 * @param caseId the case for which the desk asked (A26); null where a buyer, a dispute or a moderator asked under A16
 * @param words what a moderator wrote to the seller; null where nobody wrote anything
 * @param dueAt null of a demand under A16 that has ended: when it was due is not kept
 * @param paused it stands still while the order is frozen, and is due later by as long; never under A26
 * @param outcome null while it is open
 */
public record SeenDemand(
        UUID id,
        String orderId,
        UUID shipmentId,
        @Nullable UUID caseId,
        @Nullable String words,
        String demandedBy,
        Instant demandedAt,
        @Nullable Instant dueAt,
        boolean paused,
        @Nullable DemandOutcome outcome,
        @Nullable Instant endedAt) {

    public boolean open() {
        return outcome == null;
    }

    /** The rule under which it was asked for. */
    public String rule() {
        return caseId == null ? "A16" : "A26";
    }

    static SeenDemand of(CaseDemandRow row) {
        return new SeenDemand(
                row.id,
                row.orderId,
                row.shipmentId,
                row.caseId,
                row.words,
                row.demandedBy,
                row.demandedAt,
                row.dueAt,
                false,
                row.outcome,
                row.endedAt);
    }

    /** One of which it is not known yet when it is due. */
    static SeenDemand of(EvidenceDemandRow row) {
        return new SeenDemand(
                row.id,
                row.orderId,
                row.shipmentId,
                null,
                null,
                row.demandedBy,
                row.demandedAt,
                null,
                false,
                row.outcome,
                row.endedAt);
    }

    SeenDemand due(Instant at, boolean standsStill) {
        return new SeenDemand(
                id, orderId, shipmentId, caseId, words, demandedBy, demandedAt, at, standsStill, outcome, endedAt);
    }
}
