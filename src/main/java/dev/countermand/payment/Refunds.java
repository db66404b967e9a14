package dev.countermand.payment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.payment.refund.RefundSplit;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.policy.Policy;
import dev.countermand.policy.RefundTerms;
import dev.countermand.policy.WithdrawalRight;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides refunds together with the act that causes them (A20): each payment gets back at most what it gave, and the
 * constraints of the database hold the sums, whatever happens at once.
 */
@NeedsTransaction
@ApplicationScoped
public class Refunds {

    private final PaymentStore store;
    private final OrderStore orders;
    private final Ledger ledger;
    private final Deadlines deadlines;

    Refunds(PaymentStore store, OrderStore orders, Ledger ledger, Deadlines deadlines) {
        this.store = store;
        this.orders = orders;
        this.ledger = ledger;
        this.deadlines = deadlines;
    }

    /**
     * Gives back up to {@code wanted}, at most what is left of the payments, and changes the order accordingly; the
     * caller has it locked and saves it afterwards. There is one refund per payment that gets something.
     */
    public Uni<Void> request(
            Order order, Money wanted, RefundCause cause, @Nullable String note, Actor by, Instant now) {
        return store.payments(order.id()).chain(payments -> {
            Currency currency = order.terms().currency();
            List<Money> shares = RefundSplit.of(
                    wanted.min(order.refundable()),
                    payments.stream()
                            .map(payment -> new Money(payment.refundable(), currency))
                            .toList());
            List<RefundRow> refunds = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                PaymentRow payment = payments.get(i);
                long share = shares.get(i).minor();
                if (share > 0) {
                    payment.refunded += share;
                    refunds.add(toRow(order, payment, share, cause, note, now));
                }
            }
            return write(order, refunds, now);
        });
    }

    /**
     * A1, A20a: money that is not owed goes back by itself. Unlike {@link #request} this saves the order.
     *
     * @param rule by which it is not owed
     */
    Uni<Void> giveBack(Order order, Money amount, RefundCause cause, String note, String rule, Actor by, Instant now) {
        return request(order, amount, cause, note, by, now)
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        "order.refunded",
                        "orders/" + order.id(),
                        Map.of("orderId", order.id(), "rule", rule)))
                .replaceWithVoid();
    }

    private Uni<Void> write(Order order, List<RefundRow> refunds, Instant now) {
        return Steps.inTurn(refunds, row -> {
            Money amount = new Money(row.amount, order.terms().currency());
            order.refunding(amount);
            return ledger.refunded(order, new Ledger.Refunded(row.paymentId, row.id, 0, amount), row.cause, now)
                    .chain(() -> store.add(row))
                    .chain(() -> deadlines.set(order.id(), DeadlineKind.SUBMIT_REFUND, row.id.toString(), now, now))
                    .chain(() -> Steps.given(
                            row.repayBy,
                            due -> deadlines.set(order.id(), DeadlineKind.REPAY_REFUND, row.id.toString(), due, now)))
                    .invoke(() -> order.tell(row.status.event(), subject(row), () -> data(row, order)));
        });
    }

    private RefundRow toRow(
            Order order, PaymentRow payment, long amount, RefundCause cause, @Nullable String note, Instant now) {
        RefundRow row = new RefundRow();
        row.orderId = order.id();
        row.id = Ids.next(now);
        row.paymentId = payment.paymentId;
        row.amount = amount;
        row.cause = cause;
        row.status = RefundStatus.REQUESTED;
        row.note = note;
        row.requestedAt = now;
        expect(row, order.policy(), payment.method, now);
        WithdrawalRight law = order.policy().withdrawalRight();
        row.repayBy = law == null || cause == RefundCause.GOODWILL
                ? null
                : order.policy().after(now, law.repayWithin());
        return row;
    }

    /** A21: the window in which the money should arrive, counted from when it was asked for or sent. */
    static void expect(RefundRow row, Policy policy, String method, Instant from) {
        RefundTerms.Window window = Objects.requireNonNull(
                policy.refunds().arrivalBusinessDays().get(method), "the policy was checked when it was read");
        BusinessDays days = policy.businessDays();
        row.expectedFrom = days.plus(from, window.from());
        row.expectedTo = days.plus(from, window.to());
    }

    static String subject(RefundRow row) {
        return "refunds/" + row.id;
    }

    /** What events say of a refund. */
    static Map<String, Object> data(RefundRow row, Order order) {
        Map<String, Object> data = order.facts().parties();
        data.put("refundId", row.id.toString());
        data.put("paymentId", row.paymentId);
        data.put("amount", new Money(row.amount, order.terms().currency()).text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("cause", row.cause.name());
        data.put("status", row.status.name());
        data.put("attempts", row.attempts);
        put(data, "previousStatus", row.movedFrom);
        put(data, "note", row.note);
        put(data, "reference", row.reference);
        put(data, "sentAt", row.sentAt);
        put(data, "arrivedAt", row.arrivedAt);
        put(data, "expectedFrom", row.expectedFrom);
        put(data, "expectedTo", row.expectedTo);
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value.toString());
        }
    }
}
