package dev.countermand.payment;

import dev.countermand.database.Conditions;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.refund.RefundStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payments and refunds in the database, always inside the order's transaction. */
@ApplicationScoped
public class PaymentStore implements PanacheRepositoryBase<PaymentRow, PaymentRow.Key> {

    private final OrderStore orders;

    PaymentStore(OrderStore orders) {
        this.orders = orders;
    }

    /** A refund in the currency of its order. */
    record Refund(RefundRow row, Currency currency) {}

    Uni<@Nullable PaymentRow> payment(String orderId, String paymentId) {
        return findById(new PaymentRow.Key(orderId, paymentId));
    }

    Uni<List<PaymentRow>> payments(String orderId) {
        return list("orderId = :order order by registeredAt, paymentId", Parameters.with("order", orderId));
    }

    Uni<List<RefundRow>> refunds(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from RefundRow where orderId = :order order by id", RefundRow.class)
                        .setParameter("order", orderId)
                        .getResultList());
    }

    Uni<@Nullable RefundRow> refund(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from RefundRow where id = :id", RefundRow.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull());
    }

    /** A page of refunds in the order of their ids, which is the order in which they were requested. */
    Uni<Page<Refund>> refunds(Visible.Everybodys whose, Optional<RefundStatus> status, PageRequest page) {
        Conditions where = Conditions.of("r", whose).is("status", status).behind("id", page.afterId());
        return Panache.getSession()
                .chain(session -> where.query(session, "from RefundRow r", "r.id", RefundRow.class)
                        .setMaxResults(page.fetch())
                        .getResultList())
                .chain(rows -> orders.briefs(
                                rows.stream().map(row -> row.orderId).collect(Collectors.toSet()))
                        .map(briefs -> Page.of(rows, page, row -> row.id.toString())
                                .map(row -> new Refund(
                                        row,
                                        Objects.requireNonNull(briefs.get(row.orderId))
                                                .currency()))));
    }

    Uni<Void> add(Object... rows) {
        return Panache.getSession().chain(session -> session.persistAll(rows));
    }
}
