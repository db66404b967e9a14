package dev.countermand.payment;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundStatus;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known of money, for those who may see it. */
@ApplicationScoped
class PaymentReader {

    /** A23: all that came in and went back for an order. */
    record Financials(
            Order order,
            List<PaymentRow> payments,
            List<RefundRow> refunds,
            List<Charges.Booked> charges,
            List<Ledger.Entry> ledger) {}

    private final PaymentStore store;
    private final Charges charges;
    private final Ledger ledger;
    private final OrderAccess access;

    PaymentReader(PaymentStore store, Charges charges, Ledger ledger, OrderAccess access) {
        this.store = store;
        this.charges = charges;
        this.ledger = ledger;
        this.access = access;
    }

    /** The financial page of an order that the caller may see. */
    @WithSession
    Uni<Financials> financials(String orderId, Caller caller) {
        return access.find(caller, orderId).chain(this::of);
    }

    /** The same of an order at hand, in the caller's session. */
    Uni<Financials> of(Order order) {
        String id = order.id();
        return store.payments(id)
                .chain(payments -> store.refunds(id)
                        .chain(refunds -> this.charges
                                .of(id)
                                .chain(charges -> this.ledger
                                        .of(id)
                                        .map(ledger -> new Financials(order, payments, refunds, charges, ledger)))));
    }

    /** A refund of an order that the caller may see. */
    @WithSession
    Uni<PaymentStore.Refund> refund(UUID id, Caller caller) {
        return store.refund(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("refund").asException())
                .chain(row -> access.find(caller, row.orderId).map(order -> {
                    Currency currency = order.terms().currency();
                    return new PaymentStore.Refund(row, currency);
                }));
    }

    /** A page of all refunds, the oldest first. */
    @WithSession
    Uni<Page<PaymentStore.Refund>> refunds(Optional<RefundStatus> status, PageRequest page, Caller caller) {
        return store.refunds(Visible.everybodysTo(caller), status, page);
    }
}
