package dev.countermand.dispute;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Among;
import dev.countermand.database.query.Conditions;
import dev.countermand.database.query.Narrowing;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.OwningOrder;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.ParcelOfOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Disputes in the database; whoever changes one has its order locked. */
@ApplicationScoped
public class DisputeStore implements PanacheRepositoryBase<DisputeRow, DisputeRow.Key> {

    private final OrderStore orders;

    DisputeStore(OrderStore orders) {
        this.orders = orders;
    }

    /** Writes a new dispute; the order, which is saved after it, tells of it. */
    Uni<Void> open(Order order, DisputeRow row) {
        row.begin(order);
        return add(row);
    }

    Uni<Void> add(Object row) {
        // Flushed before, too: a dispute that ends by what opens the next must have ended in the database (one at a
        // time).
        return Panache.getSession()
                .chain(session ->
                        session.flush().chain(() -> session.persist(row)).call(session::flush));
    }

    /**
     * The order a dispute belongs to, without loading the dispute: that is done once the order is locked. Refuses when there
     * is none.
     */
    Uni<String> orderOf(UUID id) {
        return OwningOrder.of("DisputeRow", id, "dispute");
    }

    Uni<@Nullable DisputeRow> find(String orderId, UUID id) {
        return findById(new DisputeRow.Key(orderId, id));
    }

    /** The dispute of this order that has not ended, if there is one. */
    Uni<@Nullable DisputeRow> open(String orderId) {
        return find("orderId = :order and endedAt is null", Parameters.with("order", orderId))
                .firstResult();
    }

    /** The goods of the order's open dispute, whether or not they are on their way; null when no dispute is open. */
    public Uni<@Nullable GoodsReturn> returnOf(Order order) {
        return open(order.id()).map(row -> row == null ? null : new GoodsReturn(order, row));
    }

    /** The goods of this dispute; null when there is none. */
    public Uni<@Nullable GoodsReturn> returnOf(Order order, UUID disputeId) {
        return find(order.id(), disputeId).map(row -> row == null ? null : new GoodsReturn(order, row));
    }

    /** All disputes of these orders, oldest first. */
    Uni<List<DisputeRow>> ofOrders(List<String> orderIds) {
        Among among = Among.of("orderId", orderIds);
        return list(among + " order by orderId, id", among.parameters());
    }

    /** The orders whose return parcel has one of these numbers, in one statement. */
    public Uni<List<ParcelOfOrder>> returning(Set<ParcelNumber> numbers) {
        return ParcelOfOrder.with(numbers, DisputeSql.RETURNING);
    }

    /**
     * Keeps this return parcel for the dispute's seller and buyer; false when it belongs to another pair already. Two at
     * once wait for each other here, whatever orders they are about.
     *
     * @param recycled F3: what was told before this was an earlier parcel under the same number
     */
    public Uni<Boolean> claimParcel(GoodsReturn goods, ParcelNumber parcel, Instant now, Instant recycled) {
        DisputeRow row = goods.row();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DisputeSql.CLAIM_PARCEL)
                        .setParameter("carrier", parcel.carrier())
                        .setParameter("number", parcel.trackingNumber())
                        .setParameter("seller", row.sellerId)
                        .setParameter("buyer", row.buyerId)
                        .setParameter("now", now)
                        .setParameter("recycled", recycled)
                        .executeUpdate())
                .map(written -> written == 1);
    }

    /** The parcel that this dispute named so far, if it did, is free again, unless another dispute of the two names it. */
    public Uni<Void> releaseParcel(GoodsReturn goods) {
        DisputeRow row = goods.row();
        if (row.returnTrackingNumber == null) {
            return Steps.nothing();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(DisputeSql.RELEASE_PARCEL)
                        .setParameter("carrier", row.returnCarrier)
                        .setParameter("number", row.returnTrackingNumber)
                        .setParameter("seller", row.sellerId)
                        .setParameter("buyer", row.buyerId)
                        .setParameter("order", row.orderId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** How often something was said in this dispute. */
    Uni<Long> words(DisputeRow row) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(*) from DisputeOfferRow where orderId = :order and disputeId = :dispute",
                                Long.class)
                        .setParameter("order", row.orderId)
                        .setParameter("dispute", row.id)
                        .getSingleResult());
    }

    /** What was said in these disputes, by dispute, oldest first. */
    Uni<Map<UUID, List<DisputeOfferRow>>> offers(List<DisputeRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Among orders = Among.of(
                "orderId", rows.stream().map(row -> row.orderId).distinct().toList());
        Among disputes = Among.of("disputeId", rows.stream().map(row -> row.id).toList());
        return Panache.getSession()
                .chain(session -> disputes.bind(orders.bind(session.createSelectionQuery(
                                "from DisputeOfferRow where " + orders + " and " + disputes + " order by id",
                                DisputeOfferRow.class)))
                        .getResultList())
                .map(offers -> offers.stream().collect(Collectors.groupingBy(offer -> offer.disputeId)));
    }

    /** A row of a list, with its order: what either side can do depends on that as well. */
    record Item(DisputeRow row, Order order) {

        Currency currency() {
            return order.terms().currency();
        }
    }

    /** A page by id, oldest first. */
    Uni<List<Item>> page(Visible whose, Narrowing<DisputeStatus> narrowing, PageRequest page) {
        Conditions where = narrowing.of("d", whose).behind("id", page.afterId());
        return Panache.getSession()
                .chain(session -> where.query(session, "from DisputeRow d", "d.id", DisputeRow.class)
                        .setMaxResults(page.fetch())
                        .getResultList())
                .chain(rows -> orders.all(rows.stream().map(row -> row.orderId).collect(Collectors.toSet()))
                        .map(found -> rows.stream()
                                .map(row -> new Item(row, Objects.requireNonNull(found.get(row.orderId))))
                                .toList()));
    }
}
