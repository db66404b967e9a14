package dev.countermand.cancellation;

import dev.countermand.order.Order;
import dev.countermand.order.OrderAction;
import dev.countermand.order.OrderStatus;
import dev.countermand.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the buyer can cancel now, and how: the one decision behind {@code cancellation-eligibility} and behind the
 * request itself, so that the two never disagree.
 */
public sealed interface Eligibility {

    /** For programs. */
    String code();

    /** For people. */
    String explanation();

    /** Until when this holds, where that is known. */
    @Nullable
    Instant until();

    /** At once; nobody's consent is needed (A2). */
    record Immediate(
            String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** The seller is asked (A4). */
    record Request(
            String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** Too late to cancel; the buyer may refuse the parcel, return the goods or open a dispute (A14, A19). */
    record Dispute(
            String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** Not now. */
    record None(String code, String explanation, @Nullable Instant until) implements Eligibility {}

    /** Pure: the order as it is, the policy it was placed under, the present. */
    static Eligibility of(Order order, Policy policy, Instant now) {
        if (order.frozen()) {
            return new None("FROZEN", "The order is frozen while suspected fraud is cleared up (A25)", null);
        }
        return switch (order.status()) {
            case PLACED -> {
                Instant closes = order.terms().placedAt().plus(policy.payment().closeUnpaidAfter());
                yield new Immediate("UNPAID", "The order is not paid; it is cancelled at once (A2)", closes);
            }
            case PAYMENT_VERIFYING ->
                new None(
                        "PAYMENT_VERIFYING",
                        "The payment is being verified; a cancellation can be requested afterwards (A3)",
                        now.plus(policy.payment().verificationAtMost()));
            case PROCESSING, SHIPPED -> requestable(order, policy, now);
            case IN_TRANSIT ->
                new Dispute(
                        "CARRIER_ACCEPTED",
                        "The carrier has the parcel; refuse it at the door or return the goods (A14)",
                        null);
            case DELIVERED ->
                new Dispute("DELIVERED", "The goods were delivered; they can be returned by a dispute (A19)", null);
            case COMPLETED, CLOSED_UNPAID, CANCELLED, RETURNED ->
                new None("ENDED", "The order has ended: " + order.status(), null);
        };
    }

    private static Eligibility requestable(Order order, Policy policy, Instant now) {
        if (order.openRequest() != null) {
            return new None("REQUEST_OPEN", "A cancellation request is open: " + order.openRequest(), null);
        }
        Instant closes = closesAt(order, policy);
        if (closes != null && now.isAfter(closes)) {
            return new None("WINDOW_CLOSED", "Cancellation could be requested until " + closes + " (A10)", closes);
        }
        if (!order.possible(OrderAction.REQUEST_CANCELLATION)) {
            throw new IllegalStateException("The table of actions and this decision disagree");
        }
        return order.status() == OrderStatus.SHIPPED
                ? new Request(
                        "DECLARED_SHIPPED",
                        "The seller has declared a shipment; a request is contested until the carrier has the parcel (A13)",
                        closes)
                : new Request("NOT_SHIPPED", "The seller is asked and approves or refuses (A4, A6)", closes);
    }

    private static @Nullable Instant closesAt(Order order, Policy policy) {
        Duration window = policy.cancellation().requestWindow();
        Instant paid = order.verifiedAt();
        return window == null || paid == null ? null : paid.plus(window);
    }
}
