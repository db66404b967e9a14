package dev.countermand.dispute.state;

import static dev.countermand.dispute.state.DisputeStatus.AWAITING_RETURN;
import static dev.countermand.dispute.state.DisputeStatus.ESCALATED;
import static dev.countermand.dispute.state.DisputeStatus.OPEN;
import static dev.countermand.dispute.state.DisputeStatus.RETURNING;

import dev.countermand.kernel.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What buyer and seller can do about a dispute: one table for every guard and every answer. */
public enum DisputeAction {
    /** A19: agree to what the other side wants. */
    ACCEPT(EnumSet.of(OPEN)),
    /** A19: say no, with or without an offer of one's own. */
    REJECT(EnumSet.of(OPEN)),
    /** A19: let the administration decide; not the seller, while the buyer has their time to send the goods. */
    ESCALATE(EnumSet.of(OPEN, AWAITING_RETURN, RETURNING)),
    /** The buyer takes it back; not once the goods are on their way to the seller. */
    WITHDRAW(EnumSet.of(OPEN, AWAITING_RETURN, ESCALATED)),
    /** A19: the buyer has sent the goods back; a mistyped number is corrected as long as nobody has scanned it. */
    RETURN_SHIPMENT(EnumSet.of(AWAITING_RETURN, RETURNING)),
    /** A19: the goods are back; the seller says so themselves, or the shop whose own couriers brought them. */
    RETURN_RECEIPT(EnumSet.of(AWAITING_RETURN, RETURNING, ESCALATED));

    private final Set<DisputeStatus> statuses;

    DisputeAction(Set<DisputeStatus> statuses) {
        this.statuses = statuses;
    }

    /**
     * Whether this side can do it now.
     *
     * @param side BUYER or SELLER; an agent acts on the buyer's
     */
    public boolean possible(DisputeState state, Role side) {
        return !state.frozen()
                && statuses.contains(state.status())
                && goodsFit(state)
                && sideFits(state, side)
                && moneyFits(state);
    }

    /** Whether only the status stands in the way, not that it is the other side's turn. */
    public boolean fits(DisputeStatus status) {
        return statuses.contains(status);
    }

    /** Whether it is not the goods on their way back that stand in the way (A19). */
    public boolean goodsFit(DisputeState state) {
        return switch (this) {
            case WITHDRAW -> state.goods() == ReturnProgress.NOT_SENT;
            // By law the shop may fetch them: then nobody tells a number (D4).
            case RETURN_RECEIPT ->
                state.goods() != ReturnProgress.NOT_SENT || state.kind() == DisputeKind.RETURN_BY_LAW;
            case RETURN_SHIPMENT -> state.goods() != ReturnProgress.SCANNED;
            case ACCEPT, REJECT, ESCALATE -> true;
        };
    }

    /** A19, A20: nobody agrees on a refund that cannot be made. */
    private boolean moneyFits(DisputeState state) {
        return this != ACCEPT || state.offerIsThere();
    }

    /** Whether it is for this side to do it now, as far as the two of them go. */
    public boolean sideFits(DisputeState state, Role side) {
        return switch (this) {
            // Nobody agrees with themselves.
            case ACCEPT -> state.offerBy() != side && !rejected(state);
            // Money is haggled over in turns; about all or nothing only the seller has something to say.
            case REJECT ->
                state.spokeLast() != side && (state.kind() == DisputeKind.REFUND_ONLY || state.offerBy() != side);
            // Who has agreed to take the goods back keeps their word until the buyer's time is over.
            case ESCALATE -> side == Role.BUYER || state.status() != AWAITING_RETURN;
            case WITHDRAW, RETURN_SHIPMENT -> side == Role.BUYER;
            case RETURN_RECEIPT -> side == Role.SELLER;
        };
    }

    /** An amount that was turned down is off the table; what is about all or nothing stays what it was. */
    private static boolean rejected(DisputeState state) {
        return state.kind() == DisputeKind.REFUND_ONLY && state.spokeLast() != state.offerBy();
    }

    /** What this side can do now. */
    public static List<DisputeAction> allowed(DisputeState state, Role side) {
        return Arrays.stream(values())
                .filter(action -> action.possible(state, side))
                .toList();
    }
}
