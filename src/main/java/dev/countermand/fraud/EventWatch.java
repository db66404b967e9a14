package dev.countermand.fraud;

import dev.countermand.cancellation.RequestObserver;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.EvidenceObserver;
import dev.countermand.order.Order;
import dev.countermand.shipment.CarrierObserver;
import dev.countermand.shipment.DeclarationObserver;
import dev.countermand.shipment.Shipment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Judges an order at once when something happens that detectors look at: a shipment is declared, a parcel moves, the buyer
 * asks to cancel, evidence is given. A late scan clears F1 and F2 here and, if nothing else stands, the order is released
 * by itself.
 */
@ApplicationScoped
class EventWatch implements DeclarationObserver, CarrierObserver, RequestObserver, EvidenceObserver {

    private final FraudService fraud;
    private final FactsReader facts;
    private final Profiles profiles;
    private final Deadlines deadlines;

    EventWatch(FraudService fraud, FactsReader facts, Profiles profiles, Deadlines deadlines) {
        this.fraud = fraud;
        this.facts = facts;
        this.profiles = profiles;
        this.deadlines = deadlines;
    }

    @Override
    public Uni<Void> declared(Order order, Shipment shipment, Instant now) {
        return fraud.judge(order, "declaration", now)
                .flatMap(ignored -> facts.ordersSharing(shipment))
                .flatMap(others -> others.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deadlines.set(
                                order.id(),
                                DeadlineKind.NUMBER_SHARED,
                                shipment.id().toString(),
                                now,
                                now));
    }

    /** Most parcels move before anything is said of them, and of most sellers nothing is. */
    @Override
    public Uni<Void> accepted(Order order, Shipment shipment, Instant now) {
        return profiles.putRight(shipment.sellerId(), now);
    }

    @Override
    public Uni<Void> moved(Order order, Shipment shipment, Instant now) {
        return fraud.judge(order, "carrier", now).replaceWithVoid();
    }

    @Override
    public Uni<Void> requested(Order order, Instant now) {
        return fraud.judge(order, "request", now).replaceWithVoid();
    }

    @Override
    public Uni<Void> given(Order order, UUID shipmentId, Instant now) {
        return fraud.judge(order, "evidence", now).replaceWithVoid();
    }
}
