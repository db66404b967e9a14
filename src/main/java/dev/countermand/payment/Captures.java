package dev.countermand.payment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.intake.VerifyPaymentDeadline;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What follows when a payment's money is there, or will not come; what of it is not owed goes back by itself (A20a). */
@NeedsTransaction
@ApplicationScoped
class Captures {

    private static final Actor SYSTEM = Actor.system("payment");

    private final OrderStore orders;
    private final PaymentStore store;
    private final Refunds refunds;
    private final ChargebackDesk chargebacks;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final OrderFlow flow;

    Captures(
            OrderStore orders,
            PaymentStore store,
            Refunds refunds,
            ChargebackDesk chargebacks,
            Ledger ledger,
            Deadlines deadlines,
            OrderFlow flow) {
        this.orders = orders;
        this.store = store;
        this.refunds = refunds;
        this.chargebacks = chargebacks;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.flow = flow;
    }

    /**
     * The money is there (A3). The caller has the order locked; it is saved here.
     *
     * @param inAll what came of it; it may be less than was verified, or more (A20a)
     */
    Uni<Void> capture(Order order, PaymentRow row, Money inAll, Actor by, Instant now) {
        PaymentState before = row.state;
        if (before.wasVerified() && row.verifiedAmount == null) {
            row.verifiedAmount = row.amount;
        }
        row.amount = inAll.minor();
        row.state = PaymentState.CAPTURED;
        row.counted = true;
        row.capturedAt = now;
        row.endedAt = null;
        Money nothing = Money.zero(order.terms().currency());
        return comes(order, row, new Coming(before, nothing, inAll), by, now);
    }

    /** More of it is there than was told before (A20a): its provider captures in parts. */
    Uni<Void> captureFurther(Order order, PaymentRow row, Money inAll, Actor by, Instant now) {
        Money already = new Money(row.amount, order.terms().currency());
        row.amount = inAll.minor();
        return comes(order, row, new Coming(row.state, already, inAll.minus(already)), by, now);
    }

    /**
     * Money of a payment that comes in.
     *
     * @param before what the payment was
     * @param already what of it was there
     * @param amount what comes
     */
    private record Coming(PaymentState before, Money already, Money amount) {

        /** Of one that is new the bank cannot have taken anything back. */
        boolean isKnown() {
            return before != PaymentState.CAPTURED || already.isPositive();
        }

        String event() {
            return already.isPositive() ? "payment.captured-further" : PaymentState.CAPTURED.event();
        }
    }

    private Uni<Void> comes(Order order, PaymentRow row, Coming coming, Actor by, Instant now) {
        Money due = order.due();
        boolean ended = order.status().ended();
        Money owed = coming.amount().min(due);
        Money surplus = coming.amount().minus(owed);
        return verifying(order, row)
                .map(verifying -> order.captured(coming.amount(), now, verifying))
                .call(() -> ledger.captured(order, row.paymentId, coming.already(), coming.amount(), owed, now))
                .call(() -> deadlines.dropOf(order.id(), VerifyPaymentDeadline.subject(row.paymentId)))
                .call(() -> Steps.when(coming.isKnown(), () -> chargebacks.recount(order, row, now)))
                .chain(paidInFull -> Steps.when(paidInFull, () -> beginProcessing(order, now)))
                .chain(() -> save(order, row, coming.before(), coming.event(), by, now))
                .chain(() -> Steps.when(
                        surplus.isPositive(),
                        () -> refunds.giveBack(
                                order,
                                Refunds.Wanted.from(
                                        row.paymentId, surplus, RefundCause.NOT_OWED, why(ended, due), "A20a"),
                                SYSTEM,
                                now)))
                .chain(() -> Steps.when(
                        owed.isPositive(), () -> flow.happened(order, new OrderEvent.PaymentCaptured(owed, by), now)));
    }

    /** What the buyer reads beside the refund. */
    private static String why(boolean ended, Money due) {
        if (due.isPositive()) {
            return "Only " + due.inWords() + " were still to be paid when it came in (A20a)";
        }
        return ended
                ? "It came in after the order had ended, so it was not owed (A20a)"
                : "The order was paid already when it came in (A20a)";
    }

    /** It failed, or was voided: nothing was taken, and where no other payment is being verified, another may pay. */
    Uni<Void> end(Order order, PaymentRow row, PaymentState how, Actor by, Instant now) {
        PaymentState before = row.state;
        row.become(how);
        row.endedAt = now;
        // Nothing was taken: under its reference another may count.
        row.counted = false;
        return verifying(order, row)
                .invoke(order::paymentFailed)
                .chain(() -> deadlines.dropOf(order.id(), VerifyPaymentDeadline.subject(row.paymentId)))
                .chain(() -> save(order, row, before, by, now));
    }

    /** Whether another payment of the order is being verified. */
    private Uni<Boolean> verifying(Order order, PaymentRow but) {
        return store.payments(order.id())
                .map(all -> all.stream()
                        .anyMatch(one -> one.state == PaymentState.VERIFYING && !one.paymentId.equals(but.paymentId)));
    }

    /** From here on the seller's time runs (A9), not the buyer's (A1). */
    private Uni<Void> beginProcessing(Order order, Instant now) {
        return deadlines
                .drop(order.id(), Set.of(DeadlineKind.CLOSE_UNPAID))
                .chain(() -> deadlines.set(
                        order.id(),
                        DeadlineKind.DECLARE_SHIPMENT,
                        order.id(),
                        order.policy().after(now, order.terms().processingTime()),
                        now,
                        order.frozenAt() == null ? null : now));
    }

    /** What has become of the payment names the event; the order tells by itself when it is paid in full. */
    Uni<Void> save(Order order, PaymentRow row, PaymentState before, Actor by, Instant now) {
        return save(order, row, before, row.state.event(), by, now);
    }

    private Uni<Void> save(Order order, PaymentRow row, PaymentState before, String event, Actor by, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("paymentId", row.paymentId);
        data.put("amount", new Money(row.amount, order.terms().currency()).text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("status", order.status().name());
        data.put("paymentState", row.state.name());
        if (before != row.state) {
            data.put("previousPaymentState", before.name());
        }
        data.put("method", row.method);
        data.put("provider", row.provider);
        return orders.save(order, by, now, event, "payments/" + row.paymentId, data)
                .replaceWithVoid();
    }
}
