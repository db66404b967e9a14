package dev.countermand.payment;

import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.chargeback.Chargebacks;
import dev.countermand.payment.escalation.RefundActs;
import dev.countermand.payment.intake.PaymentState;
import dev.countermand.payment.ledger.Accounts;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.payment.refund.RefundWords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of money, for those who may see it. */
@ApplicationScoped
class PaymentReader {

    /**
     * A23: all that came in and went back for an order.
     *
     * @param countElsewhere of payments that were told under two orders, those that count
     * @param acts what people did about its refunds (A20b)
     * @param accounts what the ledger's accounts of the order stand at
     */
    record Financials(
            Order order,
            List<PaymentRow> payments,
            Map<String, PaymentRow> countElsewhere,
            List<RefundRow> refunds,
            List<RefundActs.Done> acts,
            List<Chargebacks.Told> chargebacks,
            List<Charges.Booked> charges,
            List<Ledger.Entry> ledger,
            Accounts accounts) {}

    /**
     * A refund with what its page needs.
     *
     * @param zone of the market; UTC in a list
     * @param last what a person did about it last (A20b)
     * @param bank what the buyer may expect of what was sent; null in a list
     * @param buyerId who may see by what their bank knows it; left empty in a list, which is for staff
     */
    record SeenRefund(
            RefundRow row,
            Currency currency,
            ZoneId zone,
            Optional<RefundActs.Done> last,
            RefundWords.@Nullable Bank bank,
            String buyerId) {}

    private final PaymentStore store;
    private final Charges charges;
    private final Chargebacks chargebacks;
    private final RefundActs acts;
    private final Ledger ledger;
    private final OrderAccess access;

    PaymentReader(
            PaymentStore store,
            Charges charges,
            Chargebacks chargebacks,
            RefundActs acts,
            Ledger ledger,
            OrderAccess access) {
        this.store = store;
        this.charges = charges;
        this.chargebacks = chargebacks;
        this.acts = acts;
        this.ledger = ledger;
        this.access = access;
    }

    /** The financial page of an order that the caller may see. */
    @Reads
    Uni<Financials> financials(String orderId, Caller caller) {
        return access.find(caller, orderId).chain(this::of);
    }

    /** The same of an order at hand, in the caller's session. */
    Uni<Financials> of(Order order) {
        String id = order.id();
        return store.payments(id)
                .chain(payments -> elsewhere(payments)
                        .chain(elsewhere -> store.refunds(id)
                                .chain(refunds -> acts.of(List.of(id))
                                        .chain(done -> chargebacks
                                                .of(id)
                                                .chain(told -> charges.of(id)
                                                        .chain(booked -> ledger.of(id)
                                                                .chain(moved -> ledger.accounts(order)
                                                                        .map(accounts -> new Financials(
                                                                                order, payments, elsewhere, refunds,
                                                                                done, told, booked, moved,
                                                                                accounts)))))))));
    }

    /**
     * What went back of a payment, by the ledger (A23).
     *
     * @param refunded what was given back, or is on its way; not what is before a person and was not sent (A20b)
     * @param chargedBack what the bank has beside that
     */
    record Gone(long refunded, long chargedBack) {

        private static final Gone NOTHING = new Gone(0, 0);

        static Gone of(PaymentRow payment, List<RefundRow> refunds, List<Ledger.Entry> booked) {
            long owed = refunds.stream()
                    .filter(row -> row.isOwed() && row.paymentId.equals(payment.paymentId))
                    .mapToLong(row -> row.amount)
                    .sum();
            return new Gone(
                    Ledger.Entry.refunded(booked, payment.paymentId) - owed,
                    Ledger.Entry.chargedBack(booked, payment.paymentId));
        }
    }

    /** The same of one payment, in the caller's session; nobody is asked of one of which nothing was ever given back. */
    Uni<Gone> gone(PaymentRow payment) {
        return payment.refunded == 0 && payment.chargedBack == 0
                ? Uni.createFrom().item(Gone.NOTHING)
                : store.refunds(payment.orderId)
                        .chain(refunds -> ledger.of(payment.orderId).map(booked -> Gone.of(payment, refunds, booked)));
    }

    /** Which payment counts instead, by the ids of those that do not (A20a). */
    private Uni<Map<String, PaymentRow>> elsewhere(List<PaymentRow> payments) {
        List<PaymentRow> duplicates = payments.stream()
                .filter(row -> row.state == PaymentState.DUPLICATE)
                .toList();
        return Steps.fold(
                duplicates,
                new HashMap<>(),
                (found, row) -> store.withReference(row.provider, Set.of(row.providerReference))
                        .map(first -> {
                            if (first != null) {
                                found.put(row.paymentId, first);
                            }
                            return found;
                        }));
    }

    /** A refund of an order that the caller may see. */
    @Reads
    Uni<SeenRefund> refund(UUID id, Caller caller) {
        return store.refund(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("refund").asException())
                .chain(row -> access.find(caller, row.orderId).chain(order -> seen(order, row)));
    }

    /** One of an order at hand, in the caller's session. */
    Uni<SeenRefund> seen(Order order, RefundRow row) {
        return store.payment(row.orderId, row.paymentId)
                .map(payment -> payment == null ? null : Refunds.bank(row, order.policy(), payment.method))
                .chain(bank -> acts.of(List.of(row.orderId))
                        .map(done -> new SeenRefund(
                                row,
                                order.terms().currency(),
                                order.policy().timeZone(),
                                RefundActs.last(done, row.id),
                                bank,
                                order.terms().buyerId())));
    }

    /** A page of all refunds, the oldest first; of those before a person it is the queue of the leads (A20b). */
    @Reads
    Uni<Page<SeenRefund>> refunds(Optional<RefundStatus> status, PageRequest page, Caller caller) {
        return store.refunds(Visible.everybodysTo(caller), status, page)
                .chain(found -> acts.of(found.items().stream()
                                .map(refund -> refund.row().orderId)
                                .distinct()
                                .toList())
                        .map(done -> found.map(refund -> new SeenRefund(
                                refund.row(),
                                refund.currency(),
                                ZoneOffset.UTC,
                                RefundActs.last(done, refund.row().id),
                                null,
                                ""))));
    }
}
