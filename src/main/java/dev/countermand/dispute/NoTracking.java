package dev.countermand.dispute;

import dev.countermand.database.Steps;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.evidence.EvidenceDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.seller.SellerRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * A15, A16: what the carrier's scan and the seller's silence mean for a dispute about missing tracking information. The
 * caller has the order locked.
 */
@ApplicationScoped
public class NoTracking {

    private static final Actor CARRIER = Actor.system("carrier");
    private static final String RULE = "A15";

    private final DisputeStore store;
    private final DisputeEnds ends;
    private final EvidenceDemands demands;
    private final SellerRecord sellers;

    NoTracking(DisputeStore store, DisputeEnds ends, EvidenceDemands demands, SellerRecord sellers) {
        this.store = store;
        this.ends = ends;
        this.demands = demands;
        this.sellers = sellers;
    }

    /** A first scan is the best evidence there is: nobody waits for another, and the complaint is answered. */
    public Uni<Void> accepted(Order order, UUID shipmentId, Instant acceptedAt, Instant now) {
        return demands.needless(order, shipmentId, now)
                .chain(() -> order.disputed()
                        ? store.open(order.id())
                        : Uni.createFrom().<DisputeRow>nullItem())
                .chain(row -> Steps.when(
                        row != null && row.kind == DisputeKind.NO_TRACKING_INFO,
                        () -> ends.end(
                                        order,
                                        row,
                                        DisputeStatus.DISMISSED,
                                        "The carrier has had the parcel since " + Spoken.at(acceptedAt) + " (A15)",
                                        CARRIER,
                                        now)
                                .chain(() -> ends.save(order, row, CARRIER, now, "dispute.dismissed"))));
    }

    /** Whoever has the goods has no complaint that nothing was sent; any other dispute goes on. */
    public Uni<Void> handedOver(Order order, Actor by, Instant now) {
        if (!order.disputed()) {
            return Steps.nothing();
        }
        return store.open(order.id())
                .chain(row -> Steps.when(
                        row != null && row.kind == DisputeKind.NO_TRACKING_INFO,
                        () -> ends.end(
                                        order,
                                        row,
                                        DisputeStatus.DISMISSED,
                                        "The goods were handed over to the buyer, as " + by.subject()
                                                + " has recorded (A15)",
                                        by,
                                        now)
                                .chain(() -> ends.save(order, row, by, now, "dispute.dismissed"))));
    }

    /** A16: no evidence by the due date: the complaint stands, if there is one that nobody else decides. */
    public Uni<Void> evidenceMissing(Order order, Actor by, Instant now) {
        return store.open(order.id())
                .chain(row -> Steps.when(row != null && stands(order, row), () -> uphold(order, row, by, now)));
    }

    private static boolean stands(Order order, DisputeRow row) {
        return row.kind == DisputeKind.NO_TRACKING_INFO
                && row.status == DisputeStatus.OPEN
                && order.status() == OrderStatus.SHIPPED;
    }

    /**
     * The order ends by TIMEOUT, as one that was never declared shipped (A9) and with the same fine: whether the
     * declaration was a fraud, with the fine for that, is for the detectors and the administration to say (F, A26).
     */
    private Uni<Void> uphold(Order order, DisputeRow row, Actor by, Instant now) {
        String because = "No carrier has the parcel, and the seller gave no evidence in time (A15, A16)";
        Money total = order.total();
        return ends.cancelled(order, row, CancelledBy.TIMEOUT, by, now)
                .chain(() -> fine(order, row, total, because, by, now))
                .chain(() -> ends.end(order, row, DisputeStatus.UPHELD, because, by, now))
                .chain(() -> ends.save(order, row, by, now, "dispute.upheld"));
    }

    /** A15, A24: a shipment that was declared and never sent is an overdue one. */
    Uni<Void> fine(Order order, DisputeRow row, Money total, String because, Actor by, Instant now) {
        return sellers.fine(
                order, "dispute-" + row.id, RULE, order.policy().fines().overdueShipment(), total, because, by, now);
    }
}
