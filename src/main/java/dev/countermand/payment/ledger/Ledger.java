package dev.countermand.payment.ledger;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Books what moves an order's money, in the transaction of the act that moves it. What is booked is never changed; what is
 * told twice is booked once. The caller has the order locked, so that the provider's word on a refund and an act on its order
 * follow each other.
 */
@ApplicationScoped
public class Ledger {

    /** What came in from a buyer (positive) or goes back to them, in minor units. */
    public record Entry(
            String kind,
            long amount,
            String paymentId,
            @Nullable UUID refundId,
            Instant at) {

        private static final Set<String> REFUNDS = Set.of(Cause.REFUND.name(), Cause.REFUND_CLOSED.name());
        private static final Set<String> CHARGEBACKS = Set.of(Cause.CHARGEBACK.name(), Cause.CHARGEBACK_WON.name());

        /** A20: what goes back of a payment to the buyer, or has, in minor units. */
        public static long refunded(List<Entry> booked, String paymentId) {
            return gone(booked, paymentId, REFUNDS);
        }

        /** A20a: what the bank has of it, beside that. */
        public static long chargedBack(List<Entry> booked, String paymentId) {
            return gone(booked, paymentId, CHARGEBACKS);
        }

        private static long gone(List<Entry> booked, String paymentId, Set<String> kinds) {
            return -booked.stream()
                    .filter(each -> paymentId.equals(each.paymentId) && kinds.contains(each.kind))
                    .mapToLong(Entry::amount)
                    .sum();
        }
    }

    /** A payment of a history. */
    public record Past(String paymentId, Money amount, Instant at) {}

    /**
     * A refund as it is booked.
     *
     * @param round how often its provider has said no to it for good, or sent it back
     */
    public record Refunded(String paymentId, UUID refundId, int round, Money amount) {}

    /**
     * What banks have of a payment (A20a).
     *
     * @param chargeback because of which it has changed
     * @param disputed what may still come back
     * @param lost what will not
     */
    public record ChargedBack(String chargeback, String paymentId, Money disputed, Money lost) {}

    /**
     * A3: the money of a payment is there.
     *
     * @param already what of the payment was there before, where it comes in parts (A20a)
     * @param owed how much of it the order was due
     */
    @NeedsTransaction
    public Uni<Void> captured(Order order, String paymentId, Money already, Money amount, Money owed, Instant now) {
        boolean theirs = order.status() == OrderStatus.COMPLETED && !isHeld(order);
        return LedgerBook.advanced(order)
                .chain(advanced ->
                        book(order, now, to -> to.captured(paymentId, already, amount, owed, advanced, theirs)));
    }

    /** A18, A25, F13: nothing of it is released meanwhile, which the database holds, too. Whatever ends that clears it. */
    private static boolean isHeld(Order order) {
        return order.frozen() || order.disputed() || order.escrowHeld();
    }

    /** A20: a refund is decided. */
    @NeedsTransaction
    public Uni<Void> refunded(Order order, Refunded refund, RefundCause cause, Instant now) {
        return book(order, now, to -> to.refunded(refund.paymentId(), refund.refundId(), refund.amount(), rule(cause)));
    }

    /** A20a: a refund that was closed is made after all. */
    @NeedsTransaction
    public Uni<Void> refundResumed(Order order, Refunded refund, RefundCause cause, Instant now) {
        return LedgerBook.ofRefund(order, refund.refundId())
                .chain(trail -> book(
                        order,
                        now,
                        to -> to.refundResumed(
                                trail, refund.paymentId(), refund.refundId(), refund.amount(), rule(cause))));
    }

    /** A20a, A20b: a refund will not be made. */
    @NeedsTransaction
    public Uni<Void> refundClosed(Order order, Refunded refund, Instant now) {
        // F13: what is held waits for a decision, whatever became of the order.
        boolean ended = order.status().ended() && !order.escrowHeld();
        return LedgerBook.ofRefund(order, refund.refundId())
                .chain(trail -> book(
                        order,
                        now,
                        to -> to.refundClosed(trail, refund.paymentId(), refund.refundId(), refund.amount(), ended)));
    }

    /** A20b: a person has paid a refund in another way. */
    @NeedsTransaction
    public Uni<Void> refundSettled(Order order, Refunded refund, Instant now) {
        return LedgerBook.ofRefund(order, refund.refundId())
                .chain(trail -> book(
                        order,
                        now,
                        to -> to.refundSettled(trail, refund.paymentId(), refund.refundId(), refund.amount())));
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
            case NOT_OWED -> "A20a";
        };
    }

    /** A refund of an order that was sent. */
    public record Sent(Order order, Refunded refund) {}

    /**
     * A22: providers have sent these, each of another order; in a handful of statements whatever the number. What a person has
     * let them try once more, and they had sent before, is with the buyer already (A20b).
     */
    @NeedsTransaction
    public Uni<Void> sent(List<Sent> all, Instant now) {
        return Steps.when(
                !all.isEmpty(),
                () -> LedgerBook.out(
                                all.stream().map(each -> each.order().id()).collect(Collectors.toSet()),
                                all.stream()
                                        .map(each -> each.refund().refundId())
                                        .collect(Collectors.toSet()))
                        .chain(out -> LedgerBook.bookAll(
                                all.stream()
                                        .filter(each ->
                                                !out.contains(each.refund().refundId()))
                                        .map(each ->
                                                new LedgerBook.Booking(each.order(), to -> sent(each.refund(), to)))
                                        .toList(),
                                now)));
    }

    private static void sent(Refunded refund, Bookings to) {
        to.sent(refund.paymentId(), refund.refundId(), refund.round(), refund.amount());
    }

    /** A22: whether a refund of the order, which the caller has locked, was sent and has not come back. */
    @NeedsTransaction
    public Uni<Boolean> isOut(Order order, UUID refundId) {
        return LedgerBook.out(Set.of(order.id()), Set.of(refundId)).map(out -> out.contains(refundId));
    }

    /** A22: what was sent of it has come back; nothing, where nothing was. */
    @NeedsTransaction
    public Uni<Void> cameBack(Order order, UUID refundId, Instant now) {
        return LedgerBook.ofRefund(order, refundId).chain(trail -> book(order, now, to -> to.cameBack(trail)));
    }

    /**
     * A20b: its provider has sent what a person had paid in another way, or had closed and given back in one. Told twice,
     * nothing moves.
     */
    @NeedsTransaction
    public Uni<Void> sentAfterAll(Order order, Refunded refund, Instant now) {
        return LedgerBook.ofRefund(order, refund.refundId())
                .chain(trail -> Steps.when(
                        trail.times(Cause.SENT_AFTER_ALL) == 0,
                        () -> book(
                                order,
                                now,
                                to -> to.sentAfterAll(refund.paymentId(), refund.refundId(), refund.amount()))));
    }

    /** A20b: and it came back; nothing, where nothing was sent after all. */
    @NeedsTransaction
    public Uni<Void> backAfterAll(Order order, UUID refundId, Instant now) {
        return LedgerBook.ofRefund(order, refundId).chain(trail -> book(order, now, to -> to.backAfterAll(trail)));
    }

    /**
     * A19, A20a, P7: an order that is over holds nothing any more; nothing happens to one that goes on, or of which a dispute
     * is open. The caller has the order locked, and has booked all that goes back. Where all went back and no bank has taken
     * anything, nothing is held.
     */
    @NeedsTransaction
    public Uni<Void> cleared(Order order, Instant now) {
        boolean there = order.refundable().isPositive() || order.chargedBack().isPositive();
        return Steps.when(
                there && order.status().ended() && !isHeld(order),
                () -> LedgerBook.advanced(order)
                        .chain(advanced -> LedgerBook.clearings(order)
                                .chain(number -> book(order, now, to -> to.cleared(order.id(), number, advanced)))));
    }

    /** A18: what is held of these orders is the seller's; each is completed, and saved so. */
    @NeedsTransaction
    public Uni<Void> released(List<String> orderIds, Instant now) {
        return orderIds.isEmpty() ? Steps.nothing() : LedgerBook.release(orderIds, now);
    }

    /**
     * M1: payments out of a history. Of an order that was completed in it the seller has been paid, too; of one that ended
     * otherwise the buyer has been, in whatever way.
     */
    @NeedsTransaction
    public Uni<Void> takenFromHistory(Order order, List<Past> payments, Instant now) {
        Money nothing = Money.zero(order.terms().currency());
        return Steps.inTurn(
                        payments,
                        past -> book(
                                order,
                                past.at(),
                                to -> to.captured(past.paymentId(), past.amount(), past.amount(), nothing, false)))
                .chain(() -> Steps.when(
                        order.status() == OrderStatus.COMPLETED,
                        () -> book(order, now, to -> to.released(order.id()).paidOutBefore(order.id()))))
                .chain(() -> Steps.when(
                        order.status().ended() && order.status() != OrderStatus.COMPLETED,
                        () -> book(order, now, to -> to.givenBackBefore(order.id()))));
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

    /**
     * E1: units have left the order, which the caller has locked: of the price the buyer owes so much at most. Nothing moves
     * where no more is claimed.
     */
    @NeedsTransaction
    public Uni<Void> priceOwed(Order order, Money owed, Instant now) {
        return LedgerBook.shown(order)
                .chain(accounts -> Steps.when(
                        accounts.of(Account.OUTSTANDING).compareTo(owed) > 0,
                        () -> book(order, now, to -> to.priceOwed("prices/" + Ids.next(now), owed))));
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

    /** A20a: banks have so much of a payment now; {@code order} counts it already. Told twice, nothing moves. */
    @NeedsTransaction
    public Uni<Void> chargedBack(Order order, ChargedBack stands, Instant now) {
        boolean completed = order.status() == OrderStatus.COMPLETED;
        return LedgerBook.ofChargebacks(order, stands.paymentId())
                .chain(trail -> book(
                        order, now, to -> to.chargedBack(trail, stands, order.notOwed(), completed, isHeld(order))));
    }

    /**
     * A27: a fine is undone, with a set of its own. Refuses one that is none of this order's, and one that was undone. The
     * caller has the order locked.
     *
     * @param entryId what the fine is called in the seller's record
     */
    @NeedsTransaction
    public Uni<Void> fineUndone(Order order, UUID entryId, String rule, Instant now) {
        String subject = "entries/" + entryId;
        return LedgerBook.ofSubject(order, subject).chain(trail -> {
            Money fine = trail.sum(Cause.FINE);
            if (!fine.isPositive()) {
                throw Refusal.notFound("fine").asException();
            }
            if (trail.times(Cause.FINE_UNDONE) > 0) {
                throw Refusal.notNow("FINE_UNDONE", "The fine was undone already", null, null)
                        .asException();
            }
            return book(order, now, to -> to.fineUndone(subject, fine, rule));
        });
    }

    /**
     * A26: a decision is undone: what it has moved besides refunds and fines moves back, with a set of its own. The caller has
     * the order locked, which is what it was before.
     *
     * @param decision by which it is called
     * @param transfers all that was booked for it
     */
    @NeedsTransaction
    public Uni<Void> decisionUndone(Order order, String decision, List<UUID> transfers, Instant now) {
        return Steps.when(
                !transfers.isEmpty(),
                () -> LedgerBook.ofTransfers(order, transfers)
                        .chain(trail -> book(order, now, to -> to.decisionUndone(trail, "decisions/" + decision))));
    }

    /**
     * C3, A24: somebody has paid so much of what they owe of an order, beside payment providers. Refuses more than that. The
     * caller has the order locked, and keeps the id: it is booked once.
     *
     * @return what was open before it
     */
    @NeedsTransaction
    public Uni<Money> claimPaid(Order order, String id, Debtor debtor, Money amount, Instant now) {
        return LedgerBook.shown(order).chain(accounts -> {
            Money open = debtor.owes(accounts);
            if (amount.compareTo(open) > 0) {
                throw Refusal.notNow("MORE_THAN_OWED", "Only " + open.inWords() + " are still to be paid", null, null)
                        .asException();
            }
            return book(order, now, to -> to.claimPaid(debtor, "claims/" + id, amount, debtor.rule()))
                    .replaceWith(open);
        });
    }

    /** What the accounts of an order stand at (A23). */
    public Uni<Accounts> accounts(Order order) {
        return LedgerBook.shown(order);
    }

    /** The same of many orders, by their ids: all of them are there. */
    public Uni<Map<String, Accounts>> accounts(List<Order> orders) {
        return LedgerBook.shown(orders);
    }

    /** What came in from the buyer and goes back to them, in the order in which it was booked (A23). */
    public Uni<List<Entry>> of(String orderId) {
        return LedgerBook.ofBuyer(orderId);
    }

    private static String charge(UUID id) {
        return "charges/" + id;
    }

    private static Uni<Void> book(Order order, Instant now, Consumer<Bookings> act) {
        return LedgerBook.book(order, now, act);
    }
}
