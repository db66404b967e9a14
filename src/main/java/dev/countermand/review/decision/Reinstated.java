package dev.countermand.review.decision;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.database.Steps;
import dev.countermand.dispute.DisputeRulings;
import dev.countermand.evidence.CaseDemands;
import dev.countermand.evidence.EvidenceDemands;
import dev.countermand.fraud.judgement.Findings;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.LostParcels;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Tells what is again what it was before a decision that was undone (A26): each thing that had moved, once. */
@ApplicationScoped
class Reinstated {

    private final CancellationOutcomes cancellations;
    private final DisputeRulings disputes;
    private final LostParcels parcels;
    private final EvidenceDemands demands;
    private final CaseDemands caseDemands;
    private final Findings findings;

    Reinstated(
            CancellationOutcomes cancellations,
            DisputeRulings disputes,
            LostParcels parcels,
            EvidenceDemands demands,
            CaseDemands caseDemands,
            Findings findings) {
        this.cancellations = cancellations;
        this.disputes = disputes;
        this.parcels = parcels;
        this.demands = demands;
        this.caseDemands = caseDemands;
        this.findings = findings;
    }

    /**
     * @param order as it is again
     * @param before what it was, and is
     * @param decided what it was after the decision
     */
    Uni<Void> tell(Order order, OrderSnapshot before, OrderSnapshot decided, Actor by, Instant now) {
        OrderStatus from = OrderStatus.valueOf(decided.status());
        if (from != order.status()) {
            order.reinstated(from);
        }
        return Steps.inTurn(
                        before.movedBackFrom(decided, "cancellation", "status"),
                        moved -> cancellations.reinstated(order, moved.id(), moved.from()))
                .chain(() -> Steps.inTurn(
                        before.movedBackFrom(decided, "dispute", "status"),
                        moved -> disputes.reinstated(order, moved.id(), moved.from())))
                .chain(() -> Steps.inTurn(
                        before.movedBackFrom(decided, "shipment", "parcel_state"),
                        moved -> parcels.reinstated(order, moved.id(), moved.from())))
                .chain(() -> Steps.inTurn(
                        before.movedBackFrom(decided, "evidence_demand", "outcome"),
                        moved -> demands.reinstated(order, moved.id())))
                .chain(() -> Steps.inTurn(
                        before.movedBackFrom(decided, "case_demand", "outcome"),
                        moved -> caseDemands.reinstated(order, moved.id())))
                .chain(() -> Steps.inTurn(
                        before.movedBackFrom(decided, "finding", "cleared_at"),
                        moved -> findings.reinstated(order.id(), moved.id(), by, now)));
    }
}
