package dev.countermand.review.decision;

import dev.countermand.cancellation.CancellationOutcomes;
import dev.countermand.dispute.DisputeRulings;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.shipment.LostParcels;
import dev.countermand.shipment.OrderProgress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A26, P2: where one of several parcels was real, only the false ones are cancelled and refunded, and the rest of the order
 * goes on.
 */
@ApplicationScoped
class ParcelVerdicts {

    /**
     * What a verdict is about.
     *
     * @param units in them, by line
     * @param everything nothing of the order is left beside it
     */
    record About(Set<UUID> parcels, Map<Integer, Integer> units, boolean everything) {}

    private final OrderProgress progress;
    private final LostParcels parcels;
    private final OrderStore orders;
    private final CancellationOutcomes cancellations;
    private final DisputeRulings disputes;
    private final Refunds refunds;
    private final OrderFlow flow;

    ParcelVerdicts(
            OrderProgress progress,
            LostParcels parcels,
            OrderStore orders,
            CancellationOutcomes cancellations,
            DisputeRulings disputes,
            Refunds refunds,
            OrderFlow flow) {
        this.progress = progress;
        this.parcels = parcels;
        this.orders = orders;
        this.cancellations = cancellations;
        this.disputes = disputes;
        this.refunds = refunds;
        this.flow = flow;
    }

    /** Refuses what is no parcel of this order, or one in which nothing is left. */
    Uni<About> about(Order order, List<UUID> named) {
        return progress.parcels(order).map(known -> {
            Map<Integer, Integer> units = Map.of();
            Set<UUID> ids = new LinkedHashSet<>();
            for (int i = 0; i < named.size(); i++) {
                UUID id = named.get(i);
                Parcel parcel = known.stream()
                        .filter(one -> one.id().equals(id) && one.holds())
                        .findFirst()
                        .orElse(null);
                if (parcel == null) {
                    throw Refusal.invalid("shipments[" + i + "]", "must be a parcel in which something of the order is")
                            .asException();
                }
                if (ids.add(id)) {
                    units = UnitCounts.plus(units, parcel.units());
                }
            }
            return new About(ids, units, units.equals(order.unitsLeft()));
        });
    }

    /** What is in these parcels goes, and its money goes back; gives what that is worth. */
    Uni<Money> cancel(Order order, UUID caseId, About about, String statement, Actor by, Instant now) {
        return parcels.takeOut(order, about.parcels(), now)
                .call(worth ->
                        refunds.request(order, order.paidOf(worth), RefundCause.ADMINISTRATION, statement, by, now))
                .call(() -> cancellations.leftByFraud(order, now))
                .call(() -> disputes.overtaken(order, statement, by, now))
                .call(worth -> orders.save(
                        order,
                        by,
                        now,
                        "order.partly-cancelled",
                        "orders/" + order.id(),
                        data(caseId, about, statement, worth)))
                .call(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now));
    }

    private static Map<String, Object> data(UUID caseId, About about, String statement, Money worth) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("caseId", caseId.toString());
        data.put("shipments", about.parcels().stream().map(UUID::toString).toList());
        data.put("amount", worth.text());
        data.put("because", statement);
        data.put("rule", CarryingOut.RULE);
        return data;
    }
}
