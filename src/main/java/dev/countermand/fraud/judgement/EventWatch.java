package dev.countermand.fraud.judgement;

import dev.countermand.cancellation.RequestObserver;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.evidence.EvidenceObserver;
import dev.countermand.fraud.profile.Profiles;
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

    private final JudgementService fraud;
    private final Profiles profiles;
    private final Deadlines deadlines;

    EventWatch(JudgementService fraud, Profiles profiles, Deadlines deadlines) {
        this.fraud = fraud;
        this.profiles = profiles;
        this.deadlines = deadlines;
    }

    @Override
    public Uni<Void> declared(Order order, Shipment shipment, Instant now) {
        return fraud.judge(order, "declaration", now)
                .chain(() -> compareLater(order, DeadlineKind.NUMBER_SHARED, "shipments/" + shipment.id(), now));
    }

    /** Most parcels move before anything is said of them, and of most sellers nothing is. */
    @Override
    public Uni<Void> accepted(Order order, Shipment shipment, Instant now) {
        return profiles.putRight(shipment.sellerId(), now);
    }

    @Override
    public Uni<Void> moved(Order order, Shipment shipment, Instant now) {
        return order.status().ended()
                ? fraud.refute(order, now).chain(() -> profiles.putRight(shipment.sellerId(), now))
                : fraud.judge(order, "carrier", now).replaceWithVoid();
    }

    @Override
    public Uni<Void> requested(Order order, Instant now) {
        return fraud.judge(order, "request", now).replaceWithVoid();
    }

    @Override
    public Uni<Void> given(Order order, UUID evidenceId, Instant now) {
        return fraud.judge(order, "evidence", now)
                .chain(() -> compareLater(order, DeadlineKind.DOCUMENT_SHARED, "evidence/" + evidenceId, now));
    }

    /** Right after this transaction: what others do at this moment, it cannot see. */
    private Uni<Void> compareLater(Order order, DeadlineKind kind, String subject, Instant now) {
        return deadlines.set(order.id(), kind, subject, now, now);
    }
}
