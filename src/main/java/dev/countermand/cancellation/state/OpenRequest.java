package dev.countermand.cancellation.state;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open request in words: what the buyer can do, what happens when nobody answers, and when (A6, A7, A9, A13). Pure.
 *
 * @param until when it is decided without an answer; null where that is not known
 */
public record OpenRequest(String words, @Nullable Instant until) {

    private static final Set<DeadlineKind> OF_THE_SELLER =
            EnumSet.of(DeadlineKind.APPROVE_SILENCE, DeadlineKind.DECLARE_SHIPMENT);
    private static final Set<DeadlineKind> OF_THE_CARRIER = EnumSet.of(DeadlineKind.CARRIER_ACCEPTANCE);

    /** P6: they end the wait for a parcel that nobody has scanned, whatever nobody does. */
    private static final Set<DeadlineKind> OF_THE_PARCELS =
            EnumSet.of(DeadlineKind.PARCEL_OVERDUE, DeadlineKind.PARCEL_UNANSWERED);

    private static final String RESUME = " The buyer can take it back, and the order goes on (A7).";

    /**
     * @param pending something of it waits for the seller
     * @param contested something of it is declared shipped
     * @param running the order's deadlines; none where they were not looked up
     */
    public static OpenRequest of(Order order, boolean pending, boolean contested, List<Deadline> running) {
        Optional<Deadline> carriers = first(running, OF_THE_CARRIER).or(() -> first(running, OF_THE_PARCELS));
        Optional<Deadline> next = pending ? first(running, OF_THE_SELLER) : carriers;
        boolean silence = next.map(Deadline::kind)
                .map(DeadlineKind.APPROVE_SILENCE::equals)
                .orElse(order.policy().cancellation().approveAfterSilence() != null);
        String carrier = contested(carriers, order.policy().timeZone());
        String words = pending ? pending(silence) : "The seller has declared shipped what is asked for: " + carrier;
        String rest = pending && contested ? " Part of what is asked for is declared shipped: " + carrier : "";
        return new OpenRequest(
                words + rest + RESUME + (pending ? "" : " The seller can still agree (A13)."),
                next.map(Deadline::dueAt).orElse(null));
    }

    private static Optional<Deadline> first(List<Deadline> running, Set<DeadlineKind> kinds) {
        return running.stream()
                .filter(deadline -> kinds.contains(deadline.kind()))
                .min(Comparator.comparing(Deadline::dueAt));
    }

    /** @param next what ends it when nobody acts; empty where that was not looked up */
    private static String contested(Optional<Deadline> next, ZoneId zone) {
        String when = next.map(Deadline::dueAt)
                .map(due -> "by " + Spoken.at(due, zone))
                .orElse("by the deadline");
        DeadlineKind kind = next.map(Deadline::kind).orElse(DeadlineKind.CARRIER_ACCEPTANCE);
        return "it is contested, and the carrier decides. If the carrier takes the parcel "
                + switch (kind) {
                    case PARCEL_OVERDUE ->
                        when + ", it is too late to cancel; if not, a person is asked what became of it (A13, P6).";
                    case PARCEL_UNANSWERED ->
                        when + ", it is too late to cancel; if not, and if the person who was asked does not answer, it"
                                + " counts as lost (A13, P6).";
                    default ->
                        when + ", it is too late to cancel; if not, the shipment is looked into as a false one (A13).";
                };
    }

    private static String pending(boolean silence) {
        return "The request waits for the seller, who approves or refuses it (A6). "
                + (silence
                        ? "If they do not answer in time, they have agreed (A6)."
                        : "If they do not answer, what they have not declared shipped when their time to ship ends is"
                                + " cancelled without them, and refunded (A9).");
    }
}
