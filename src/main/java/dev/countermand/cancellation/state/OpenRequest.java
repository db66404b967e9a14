package dev.countermand.cancellation.state;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.Order;
import java.time.Instant;
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

    private static final String RESUME = " The buyer can take it back, and the order goes on (A7).";

    private static final String CONTESTED =
            "it is contested, and the carrier decides. If the carrier takes the parcel by the"
                    + " deadline, it is too late to cancel; if not, the shipment is looked into as a false one (A13).";

    /**
     * @param pending something of it waits for the seller
     * @param contested something of it is declared shipped
     * @param running the order's deadlines; none where they were not looked up
     */
    public static OpenRequest of(Order order, boolean pending, boolean contested, List<Deadline> running) {
        Optional<Deadline> next = running.stream()
                .filter(deadline -> (pending ? OF_THE_SELLER : OF_THE_CARRIER).contains(deadline.kind()))
                .min(Comparator.comparing(Deadline::dueAt));
        boolean silence = next.map(Deadline::kind)
                .map(DeadlineKind.APPROVE_SILENCE::equals)
                .orElse(order.policy().cancellation().approveAfterSilence() != null);
        String words = pending ? pending(silence) : "The seller has declared shipped what is asked for: " + CONTESTED;
        String rest = pending && contested ? " Part of what is asked for is declared shipped: " + CONTESTED : "";
        return new OpenRequest(
                words + rest + RESUME + (pending ? "" : " The seller can still agree (A13)."),
                next.map(Deadline::dueAt).orElse(null));
    }

    private static String pending(boolean silence) {
        return "The request waits for the seller, who approves or refuses it (A6). "
                + (silence
                        ? "If they do not answer in time, they have agreed (A6)."
                        : "If they do not answer, what they have not declared shipped when their time to ship ends is"
                                + " cancelled without them, and refunded (A9).");
    }
}
