package dev.countermand.payment.ledger;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books what moves an order's money, in the transaction of the act that moves it. What is booked is never changed; what is
 * told twice is booked once. The accounts' row in the database is locked from the first booking on, so that the provider's
 * word on a refund and an act on its order follow each other.
 */
@ApplicationScoped
public class Ledger {

    /** What came in from a buyer (positive) or goes back to them, in minor units. */
    public record Entry(
            String kind,
            long amount,
            String paymentId,
            @Nullable UUID refundId,
            Instant at) {}

    /** A payment of a history. */
    public record Past(String paymentId, Money amount, Instant at) {}

    /**
     * A refund as it is booked.
     *
     * @param attempt how often its provider has failed so far
     */
    public record Refunded(String paymentId, UUID refundId, int attempt, Money amount) {}

    /** A3: the money of a payment is there; {@code order} counts it already. */
    @NeedsTransaction
    public Uni<Void> captured(Order order, String paymentId, Money amount, Instant now) {
        Money before = order.paid().minus(amount);
        Money due = order.total().minus(order.total().min(before));
        boolean completed = order.status() == OrderStatus.COMPLETED;
        Money owed = order.status().ended() && !completed ? Money.zero(amount.currency()) : due;
        return LedgerBook.book(
                order, before, order.refunded(), now, to -> to.captured(paymentId, amount, owed, completed));
    }

    /** A20: a refund is decided; {@code order} counts it already. */
    @NeedsTransaction
    public Uni<Void> refunded(Order order, Refunded refund, RefundCause cause, Instant now) {
        Money before = order.refunded().minus(refund.amount());
        return LedgerBook.book(
                order,
                order.paid(),
                before,
                now,
                to -> to.refunded(refund.paymentId(), refund.refundId(), refund.amount(), rule(cause)));
    }

    private static String rule(RefundCause cause) {
        return switch (cause) {
            case CANCELLATION -> "A8";
            case TIMEOUT -> "A9";
            case ADMINISTRATION -> "A26";
            case GOODWILL -> "A20";
            case DISPUTE -> "A19";
            case WITHDRAWAL -> "D1";
            case REFUSAL -> "C2";
        };
    }

    /** A22: the provider has sent it. The order need not be locked. */
    @NeedsTransaction
    public Uni<Void> sent(Order order, Refunded refund, Instant now) {
        return book(
                order, now, to -> to.sent(refund.paymentId(), refund.refundId(), refund.attempt(), refund.amount()));
    }

    /** A22: what was sent at this attempt has come back. The order need not be locked. */
    @NeedsTransaction
    public Uni<Void> cameBack(Order order, Refunded refund, Instant now) {
        return book(
                order,
                now,
                to -> to.cameBack(refund.paymentId(), refund.refundId(), refund.attempt(), refund.amount()));
    }

    /** A18: what is held of these orders is the seller's; each is completed, and saved so. */
    @NeedsTransaction
    public Uni<Void> released(List<String> orderIds, Instant now) {
        return orderIds.isEmpty() ? Steps.nothing() : LedgerBook.release(orderIds, now);
    }

    /** M1: payments out of a history; of an order that was completed in it the seller has been paid, too. */
    @NeedsTransaction
    public Uni<Void> takenFromHistory(Order order, List<Past> payments, Instant now) {
        Money nothing = Money.zero(order.terms().currency());
        return Steps.fold(
                        payments,
                        nothing,
                        (soFar, past) -> LedgerBook.book(
                                        order,
                                        soFar,
                                        nothing,
                                        past.at(),
                                        to -> to.captured(past.paymentId(), past.amount(), past.amount(), false))
                                .replaceWith(soFar.plus(past.amount())))
                .chain(() -> Steps.when(
                        order.status() == OrderStatus.COMPLETED,
                        () -> book(order, now, to -> to.released(order.id()).paidOutBefore(order.id()))));
    }

    /** C3, D4, E2: a cost is kept back from the buyer's money. */
    @NeedsTransaction
    public Uni<Void> costKept(Order order, UUID chargeId, Money amount, String rule, Instant now) {
        return book(order, now, to -> to.costKept(charge(chargeId), amount, rule));
    }

    /** C3: the buyer owes a cost. */
    @NeedsTransaction
    public Uni<Void> costClaimed(Order order, UUID chargeId, Money amount, String rule, Instant now) {
        return book(order, now, to -> to.claimed(Cause.COST_CLAIMED, charge(chargeId), amount, rule));
    }

    /** C1, E1: the buyer owes the price, or the rest of it. */
    @NeedsTransaction
    public Uni<Void> priceClaimed(Order order, UUID chargeId, Money amount, String rule, Instant now) {
        return book(order, now, to -> to.claimed(Cause.PRICE_CLAIMED, charge(chargeId), amount, rule));
    }

    /** A19: the seller owes the way back. */
    @NeedsTransaction
    public Uni<Void> returnShipping(Order order, UUID chargeId, Money amount, String rule, Instant now) {
        return book(order, now, to -> to.claimed(Cause.RETURN_SHIPPING, charge(chargeId), amount, rule));
    }

    /** A24: the seller is fined. */
    @NeedsTransaction
    public Uni<Void> fined(Order order, UUID entryId, Money amount, String rule, Instant now) {
        return book(order, now, to -> to.claimed(Cause.FINE, "entries/" + entryId, amount, rule));
    }

    /** A19, D2: the seller owes back what they got. */
    @NeedsTransaction
    public Uni<Void> claimed(Order order, UUID entryId, Money amount, String rule, Instant now) {
        return book(order, now, to -> to.claimed(Cause.CLAIM, "entries/" + entryId, amount, rule));
    }

    /**
     * A20a: a bank takes a payment back, or a part of it.
     *
     * @param chargeback names it, once in the order
     */
    @NeedsTransaction
    public Uni<Void> chargedBack(Order order, String chargeback, String paymentId, Money amount, Instant now) {
        return book(order, now, to -> to.chargedBack("chargebacks/" + chargeback, paymentId, amount));
    }

    /** A20a: the bank has decided. */
    @NeedsTransaction
    public Uni<Void> chargebackEnded(
            Order order, String chargeback, String paymentId, Money amount, boolean won, Instant now) {
        boolean completed = order.status() == OrderStatus.COMPLETED;
        return book(
                order, now, to -> to.chargebackEnded("chargebacks/" + chargeback, paymentId, amount, won, completed));
    }

    /** What came in from the buyer and goes back to them, in the order in which it was booked (A23). */
    public Uni<List<Entry>> of(String orderId) {
        return LedgerBook.ofBuyer(orderId);
    }

    private static String charge(UUID id) {
        return "charges/" + id;
    }

    private static Uni<Void> book(Order order, Instant now, Consumer<Bookings> act) {
        return LedgerBook.book(order, order.paid(), order.refunded(), now, act);
    }
}
