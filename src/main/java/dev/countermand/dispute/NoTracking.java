package dev.countermand.dispute;

import dev.countermand.database.Steps;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.dispute.state.DisputedUnits;
import dev.countermand.evidence.EvidenceDemands;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Spoken;
import dev.countermand.order.Order;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.seller.SellerRecord;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    private final ShipmentStore shipments;
    private final SellerRecord sellers;

    NoTracking(
            DisputeStore store,
            DisputeEnds ends,
            EvidenceDemands demands,
            ShipmentStore shipments,
            SellerRecord sellers) {
        this.store = store;
        this.ends = ends;
        this.demands = demands;
        this.shipments = shipments;
        this.sellers = sellers;
    }

    /**
     * A first scan is the best evidence there is: nobody waits for another, and the complaint about this parcel is answered.
     * One about others goes on (P2).
     */
    public Uni<Void> accepted(Order order, UUID shipmentId, Instant acceptedAt, Instant now) {
        return demands.needless(order, shipmentId, now)
                .chain(() -> ofParcel(order, shipmentId))
                .chain(row -> Steps.given(row, there -> answered(order, there, shipmentId, acceptedAt, now)));
    }

    /** The open complaint that this parcel is one of those that nobody has; null when there is none. */
    private Uni<@Nullable DisputeRow> ofParcel(Order order, UUID shipmentId) {
        return order.disputed()
                ? store.open(order.id()).map(row -> row != null && isAbout(row, shipmentId) ? row : null)
                : Uni.createFrom().nullItem();
    }

    private static boolean isAbout(DisputeRow row, UUID shipmentId) {
        return row.kind == DisputeKind.NO_TRACKING_INFO
                && (row.about == null || row.about.shipments().contains(shipmentId));
    }

    private Uni<Void> answered(Order order, DisputeRow row, UUID shipmentId, Instant acceptedAt, Instant now) {
        String because = "The carrier has had the parcel since " + Spoken.at(acceptedAt) + " (A15)";
        if (goesOn(order, row, shipmentId)) {
            return ends.save(order, row, CARRIER, now, "dispute.narrowed");
        }
        boolean upheldInPart = row.status == DisputeStatus.OPEN && row.refunded != null && row.refunded > 0;
        DisputeStatus how = upheldInPart ? DisputeStatus.UPHELD : DisputeStatus.DISMISSED;
        return ended(order, row, how, because, CARRIER, now);
    }

    private Uni<Void> ended(Order order, DisputeRow row, DisputeStatus how, String because, Actor by, Instant now) {
        return ends.end(order, row, how, because, by, now).chain(() -> ends.save(order, row, by, now, how.event()));
    }

    /** Whether the complaint is also about other parcels; then it is about those alone from now on. */
    private static boolean goesOn(Order order, DisputeRow row, UUID shipmentId) {
        DisputedUnits rest = row.about == null ? null : row.about.without(shipmentId);
        if (rest == null || rest.isEmpty()) {
            return false;
        }
        row.about = rest;
        long worth = order.worthOf(rest.units()).minor();
        // Of what costs nothing nobody can want anything.
        row.wanted = worth > 0 ? worth : row.wanted;
        row.offer = row.wanted;
        return true;
    }

    /** Whoever has the goods has no complaint that nothing was sent; any other dispute goes on. */
    public Uni<Void> handedOver(Order order, Actor by, Instant now) {
        if (!order.disputed()) {
            return Steps.nothing();
        }
        return store.open(order.id())
                .chain(row -> Steps.when(
                        row != null && row.kind == DisputeKind.NO_TRACKING_INFO,
                        () -> ended(
                                order,
                                row,
                                DisputeStatus.DISMISSED,
                                "The goods were handed over to the buyer, as " + by.subject() + " has recorded (A15)",
                                by,
                                now)));
    }

    /**
     * A16: no evidence of this parcel by the due date: the complaint stands, if there is one about it that nobody else
     * decides, and no carrier has it.
     */
    public Uni<Void> evidenceMissing(Order order, UUID shipmentId, Actor by, Instant now) {
        return ofParcel(order, shipmentId)
                .chain(row -> Steps.when(
                        row != null && row.status == DisputeStatus.OPEN,
                        () -> shipments
                                .ofOrders(List.of(order.id()))
                                .chain(parcels -> Steps.when(
                                        unseen(parcels, shipmentId), () -> uphold(order, row, shipmentId, by, now)))));
    }

    private static boolean unseen(List<Shipment> parcels, UUID shipmentId) {
        return parcels.stream().anyMatch(parcel -> parcel.id().equals(shipmentId) && parcel.acceptedAt() == null);
    }

    /**
     * What was in the parcel leaves by TIMEOUT, as what was never declared shipped (A9) and with the same fine: whether the
     * declaration was a fraud, with the fine for that, is for the detectors and the administration to say (F, A26).
     */
    private Uni<Void> uphold(Order order, DisputeRow row, UUID shipmentId, Actor by, Instant now) {
        String because = "No carrier has the parcel, and the seller gave no evidence in time (A15, A16)";
        DisputedUnits parcel = row.about == null ? null : row.about.in(shipmentId);
        return ends.cancelled(order, row, parcel, CancelledBy.TIMEOUT, by, now).chain(worth -> {
            boolean goesOn = goesOn(order, row, shipmentId);
            return fine(order, cause(row, goesOn ? shipmentId : null), worth, because, by, now)
                    .chain(() -> goesOn
                            ? ends.save(order, row, by, now, "dispute.narrowed")
                            : ended(order, row, DisputeStatus.UPHELD, because, by, now));
        });
    }

    /** A24: each parcel is fined once; the last of a dispute, or the only one, in the dispute's own name. */
    private static String cause(DisputeRow row, @Nullable UUID shipmentId) {
        return "dispute-" + row.id + (shipmentId == null ? "" : "-" + shipmentId);
    }

    /** A15, A24: a shipment that was declared and never sent is an overdue one. */
    Uni<Void> fine(Order order, DisputeRow row, Money worth, String because, Actor by, Instant now) {
        // P5: who can show a real scan has sent it; that the carrier lost it is no fault of theirs.
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(parcels -> Steps.when(
                        !allScanned(row, parcels), () -> fine(order, cause(row, null), worth, because, by, now)));
    }

    private static boolean allScanned(DisputeRow row, List<Shipment> parcels) {
        List<Shipment> disputed = parcels.stream()
                .filter(parcel -> row.about == null || row.about.shipments().contains(parcel.id()))
                .toList();
        return !disputed.isEmpty() && disputed.stream().allMatch(parcel -> parcel.acceptedAt() != null);
    }

    private Uni<Void> fine(Order order, String cause, Money worth, String because, Actor by, Instant now) {
        return sellers.fine(order, cause, RULE, order.policy().fines().overdueShipment(), worth, because, by, now);
    }
}
