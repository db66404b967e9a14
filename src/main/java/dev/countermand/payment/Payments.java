package dev.countermand.payment;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderAction;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.refund.RefundCause;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes down what the marketplace says about payments. */
@ApplicationScoped
public class Payments {

    private static final Actor SYSTEM = Actor.system("payment");

    private final OrderStore orders;
    private final PaymentStore store;
    private final PaymentProviders providers;
    private final Refunds refunds;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    Payments(
            OrderStore orders,
            PaymentStore store,
            PaymentProviders providers,
            Refunds refunds,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.orders = orders;
        this.store = store;
        this.providers = providers;
        this.refunds = refunds;
        this.deadlines = deadlines;
        this.flow = flow;
        this.clock = clock;
    }

    /** A payment of an order with what it is now. */
    record Registered(Order order, PaymentRow payment, boolean created) {}

    /**
     * A payment as the marketplace reports it.
     *
     * @param amount decimal, in the order's currency
     */
    public record NewPayment(
            String id,
            PaymentMethod method,
            String amount,
            PaymentState state,
            String provider,
            String providerReference) {}

    /** Registers a payment (A3). The same one again changes nothing. */
    @WithTransaction
    Uni<Registered> register(String orderId, NewPayment request, Actor by) {
        if (providers.named(request.provider()).isEmpty()) {
            throw Refusal.invalid("provider", "must be one of " + providers.names())
                    .asException();
        }
        return orders.lock(orderId)
                .chain(order -> store.payment(orderId, request.id())
                        .chain(existing ->
                                existing == null ? add(order, request, by) : same(order, existing, request)));
    }

    private Uni<Registered> add(Order order, NewPayment request, Actor by) {
        Money amount = Money.read("amount", request.amount(), order.terms().currency());
        if (!amount.isPositive()) {
            throw Refusal.invalid("amount", "must be more than zero").asException();
        }
        refuseUnlessPayable(order, by);
        Instant now = Timestamps.now(clock);
        return store.payments(order.id()).chain(others -> {
            long due = order.unpaid().minor()
                    - others.stream()
                            .filter(row -> row.state == PaymentState.VERIFYING)
                            .mapToLong(row -> row.amount)
                            .sum();
            if (amount.minor() > due) {
                throw order.notNow(
                                "MORE_THAN_DUE",
                                "Only " + new Money(due, amount.currency()).inWords()
                                        + " of this order is still unpaid",
                                Set.of(by.role()))
                        .asException();
            }
            PaymentRow row = toRow(order, request, amount, now);
            if (request.state() == PaymentState.VERIFYING) {
                row.state = PaymentState.VERIFYING;
                order.paymentRegistered();
                return store.add(row)
                        .chain(() -> deadlines.set(
                                order.id(),
                                DeadlineKind.VERIFY_PAYMENT,
                                VerifyPaymentDeadline.subject(row.paymentId),
                                order.policy()
                                        .after(now, order.policy().payment().verificationAtMost()),
                                now,
                                order.pausedSince(now)))
                        .chain(() -> save(order, row, PaymentState.VERIFYING, by, now))
                        .replaceWith(() -> new Registered(order, row, true));
            }
            return store.add(row)
                    .chain(() -> capture(order, row, by, now))
                    .replaceWith(() -> new Registered(order, row, true));
        });
    }

    private static Uni<Registered> same(Order order, PaymentRow existing, NewPayment request) {
        boolean same = existing.method.equals(request.method().code())
                && new Money(existing.amount, order.terms().currency()).text().equals(request.amount())
                && existing.provider.equals(request.provider())
                && existing.providerReference.equals(request.providerReference());
        if (!same) {
            throw Refusal.notNow(
                            "PAYMENT_EXISTS",
                            "This order has another payment with this id",
                            order.status().name(),
                            null)
                    .asException();
        }
        return Uni.createFrom().item(new Registered(order, existing, false));
    }

    /** The money of a payment is there (A3). Told again, it changes nothing. */
    @WithTransaction
    Uni<Registered> captured(String orderId, String paymentId, Actor by) {
        return orders.lock(orderId)
                .chain(order -> store.payment(orderId, paymentId)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.notFound("payment").asException())
                        .chain(row -> {
                            if (row.state == PaymentState.CAPTURED) {
                                return Uni.createFrom().item(new Registered(order, row, false));
                            }
                            refuseUnlessPayable(order, by);
                            return capture(order, row, by, Timestamps.now(clock))
                                    .replaceWith(() -> new Registered(order, row, false));
                        }));
    }

    private Uni<Void> capture(Order order, PaymentRow row, Actor by, Instant now) {
        PaymentState before = row.state;
        row.state = PaymentState.CAPTURED;
        row.capturedAt = now;
        Money amount = new Money(row.amount, order.terms().currency());
        boolean paidInFull = order.captured(amount, now);
        return store.add(PaymentStore.entry(order.id(), "CAPTURE", row.amount, row.paymentId, null, now))
                .chain(() -> deadlines.dropOf(order.id(), VerifyPaymentDeadline.subject(row.paymentId)))
                .chain(() -> Steps.when(paidInFull, () -> beginProcessing(order, now)))
                .chain(() -> save(order, row, before, by, now))
                .chain(() -> flow.happened(order, new OrderEvent.PaymentCaptured(amount, by), now))
                .chain(() -> Steps.when(paidInFull, () -> giveBack(order, now)));
    }

    /** A20a: units were cancelled while their payment was verified. What is not owed any more goes back by itself. */
    private Uni<Void> giveBack(Order order, Instant now) {
        Money due = order.total();
        Money there = order.refundable();
        if (there.compareTo(due) <= 0) {
            return Steps.nothing();
        }
        Money over = there.minus(due);
        order.notOwed(over);
        return refunds.giveBack(
                order,
                over,
                RefundCause.CANCELLATION,
                "More was paid than is due since units were cancelled (A20a)",
                "A20a",
                SYSTEM,
                now);
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
                        order.pausedSince(now)));
    }

    /** What has become of the payment names the event; the order tells by itself when it is paid in full. */
    private Uni<Void> save(Order order, PaymentRow row, PaymentState before, Actor by, Instant now) {
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
        return orders.save(order, by, now, row.state.event(), "payments/" + row.paymentId, data)
                .replaceWithVoid();
    }

    private static void refuseUnlessPayable(Order order, Actor by) {
        order.refusalOf(OrderAction.PAY, Set.of(by.role())).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    private static PaymentRow toRow(Order order, NewPayment request, Money amount, Instant now) {
        PaymentRow row = new PaymentRow();
        row.orderId = order.id();
        row.paymentId = request.id();
        row.method = request.method().code();
        row.amount = amount.minor();
        row.state = request.state();
        row.provider = request.provider();
        row.providerReference = request.providerReference();
        row.registeredAt = now;
        // The constraint wants both at once; capture() writes the same.
        row.capturedAt = request.state() == PaymentState.CAPTURED ? now : null;
        return row;
    }

    /** A payment out of a history: it was captured then, and nothing happens because of it now. */
    @NeedsTransaction
    public Uni<Void> takeFromHistory(Order order, List<HistoricPayment> payments, Instant now) {
        return Steps.inTurn(payments, payment -> {
            PaymentRow row = toRow(order, payment.payment(), payment.amount(), payment.capturedAt());
            row.state = PaymentState.CAPTURED;
            row.capturedAt = payment.capturedAt();
            LedgerRow entry =
                    PaymentStore.entry(order.id(), "CAPTURE", row.amount, row.paymentId, null, payment.capturedAt());
            entry.id = Ids.next(now);
            return store.add(row, entry);
        });
    }

    /** A payment as an import reports it. */
    public record HistoricPayment(NewPayment payment, Money amount, Instant capturedAt) {}
}
