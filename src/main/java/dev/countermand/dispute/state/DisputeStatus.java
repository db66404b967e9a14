package dev.countermand.dispute.state;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a dispute is; {@link #canBecome} is its one table of moves. */
public enum DisputeStatus {
    /** Waits for buyer and seller to agree (A19), or for evidence (A15, A16). */
    OPEN,
    /** The seller agreed to take the goods back, or has to by law; the buyer has to send them (A19, D1). */
    AWAITING_RETURN,
    /** The buyer says that the goods are on their way back (A19). */
    RETURNING,
    /** The administration decides (A19). */
    ESCALATED,
    /** Buyer and seller agreed, and it was done (A15, A19). */
    SETTLED,
    /** For the seller: the carrier has the parcel (A15), or the administration says so (A19). */
    DISMISSED,
    /** For the buyer: there was no evidence in time, so the complaint stands by itself (A15, A16). */
    UPHELD,
    /** For the buyer: the administration says so, of the dispute (A19) or of a fraud that overtook it (A26). */
    RESOLVED,
    /** The buyer took it back. */
    WITHDRAWN,
    /** The buyer did not send the goods in time (A19, D1). */
    LAPSED;

    private static final Map<DisputeStatus, Set<DisputeStatus>> MOVES = new EnumMap<>(Map.of(
            OPEN, EnumSet.of(AWAITING_RETURN, ESCALATED, SETTLED, DISMISSED, UPHELD, RESOLVED, WITHDRAWN),
            AWAITING_RETURN, EnumSet.of(RETURNING, ESCALATED, SETTLED, RESOLVED, WITHDRAWN, LAPSED),
            // Goods that are on their way to the seller cannot be called back: no withdrawal any more.
            RETURNING, EnumSet.of(ESCALATED, SETTLED, RESOLVED),
            ESCALATED, EnumSet.of(SETTLED, DISMISSED, RESOLVED, WITHDRAWN)));

    public boolean canBecome(DisputeStatus next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** The kind of the event that tells that a dispute has become this. */
    public String event() {
        return switch (this) {
            case OPEN -> "dispute.opened";
            case AWAITING_RETURN -> "dispute.return-agreed";
            case RETURNING -> "dispute.returning";
            case ESCALATED -> "dispute.escalated";
            case SETTLED -> "dispute.settled";
            case DISMISSED -> "dispute.dismissed";
            case UPHELD -> "dispute.upheld";
            case RESOLVED -> "dispute.resolved";
            case WITHDRAWN -> "dispute.withdrawn";
            case LAPSED -> "dispute.lapsed";
        };
    }

    /** Nothing follows. */
    public boolean ended() {
        return !MOVES.containsKey(this);
    }
}
