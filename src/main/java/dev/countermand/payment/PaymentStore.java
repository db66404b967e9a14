package dev.countermand.payment;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Among;
import dev.countermand.database.query.Conditions;
import dev.countermand.database.query.OneColumn;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Payments and refunds in the database, always inside the order's transaction. */
@ApplicationScoped
public class PaymentStore implements PanacheRepositoryBase<PaymentRow, PaymentRow.Key> {

    /**
     * The keys as one array, so that the statement is the same for any number and is prepared once. In the order in which
     * whoever changes many refunds changes them: {@link PaymentSql#BEGIN} does as well, and neither waits for the other twice.
     */
    private static final String OF_ORDERS = "select r, p from RefundRow r"
            + " join PaymentRow p on p.orderId = r.orderId and p.paymentId = r.paymentId"
            + " where cast(sql('? = any(?)', r.orderId, :orders) as Boolean) = true order by r.orderId, r.id";

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

    /**
     * The payment that counts under one of a provider's names for it, whatever order it is of (A20a). Until this
     * transaction ends, nobody else registers the same name.
     */
    Uni<@Nullable PaymentRow> counted(String provider, Set<String> names) {
        return Steps.inTurn(names.stream().sorted().toList(), name -> oneAtATime(provider + " " + name))
                .chain(() -> withReference(provider, names));
    }

    private static Uni<Void> oneAtATime(String name) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, PaymentSql.ONE_AT_A_TIME, String.class)
                        .setParameter("name", name)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /** The same, for reading. */
    Uni<@Nullable PaymentRow> withReference(String provider, Set<String> names) {
        return find(
                        "provider = :provider and providerReference in :names and counted = true"
                                + " order by registeredAt, orderId, paymentId",
                        Parameters.with("provider", provider).and("names", names))
                .firstResult();
    }

    /** A20b: what of these orders' refunds is before a person and was not sent, in minor units; an order of which nothing is, is left out. */
    public Uni<Map<String, Long>> owed(Collection<String> orderIds) {
        Among orders = Among.of("orderId", orderIds);
        return Panache.getSession()
                .chain(session -> orders.bind(session.createSelectionQuery(
                                "select orderId, sum(amount) from RefundRow where " + orders + " and status = :before"
                                        + " and sentAt is null group by orderId",
                                Object[].class))
                        .setParameter("before", RefundStatus.ESCALATED)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue())));
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

    /** A refund with the payment that gives it. */
    record OfPayment(RefundRow refund, PaymentRow payment) {}

    /** The refunds of these orders by their ids, in one statement. */
    Uni<Map<UUID, OfPayment>> ofOrders(Collection<String> orderIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_ORDERS, Object[].class)
                        .setParameter("orders", orderIds.toArray(String[]::new))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new OfPayment((RefundRow) row[0], (PaymentRow) row[1]))
                        .collect(Collectors.toMap(each -> each.refund().id, Function.identity())));
    }

    /**
     * A20: calls are about to be begun that hand over these rounds of refunds; of each only the first one counts. It commits by
     * itself, before the calls.
     *
     * @return those whose round is not over: no other is to be called about
     */
    Uni<Set<UUID>> begin(List<RefundRow> refunds, Instant now) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, PaymentSql.BEGIN, UUID.class)
                        .setParameter("now", now)
                        .setParameter("orders", texts(refunds, refund -> refund.orderId))
                        .setParameter(
                                "ids", refunds.stream().map(refund -> refund.id).toArray(UUID[]::new))
                        .setParameter("rounds", texts(refunds, refund -> Integer.toString(refund.round)))
                        .getResultList())
                .map(Set::copyOf);
    }

    private static String[] texts(List<RefundRow> refunds, Function<RefundRow, String> text) {
        return refunds.stream().map(text).toArray(String[]::new);
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
