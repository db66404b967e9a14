package dev.countermand.shipment;

import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.tracking.event.CarrierBatch;
import dev.countermand.tracking.event.CarrierEvent;
import dev.countermand.tracking.event.CarrierEventStore;
import dev.countermand.tracking.event.ParcelHistory;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.SentEvent;
import dev.countermand.tracking.event.TrackingNumbers;
import dev.countermand.tracking.number.NumberReading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes shipments that were declared before this service knew the order. */
@ApplicationScoped
public class ShipmentHistory {

    /**
     * A shipment as it was.
     *
     * @param units by line
     * @param contested the request it was declared against, if any
     */
    public record Past(
            UUID id,
            ParcelNumber number,
            Instant declaredAt,
            Map<Integer, Integer> units,
            ContestedRequests.@Nullable Contested contested,
            List<CarrierEvent> events,
            ParcelHistory history) {}

    private final ShipmentStore store;
    private final CarrierEventStore events;
    private final TrackingNumbers numbers;
    private final LateEventCheck lateEvents;

    ShipmentHistory(ShipmentStore store, CarrierEventStore events, TrackingNumbers numbers, LateEventCheck lateEvents) {
        this.store = store;
        this.events = events;
        this.numbers = numbers;
        this.lateEvents = lateEvents;
    }

    /** Writes them with their events; the order is written already. */
    @NeedsTransaction
    public Uni<Void> take(Order order, List<Past> shipments, Actor by, Instant now) {
        return Steps.inTurn(shipments, past -> {
            ShipmentRow row = new ShipmentRow();
            row.orderId = order.id();
            row.id = past.id();
            row.sellerId = order.terms().sellerId();
            row.carrier = past.number().carrier();
            row.trackingNumber = past.number().trackingNumber();
            row.declaredAt = past.declaredAt();
            row.declaredBy = by.subject();
            row.contestedRequestId =
                    past.contested() == null ? null : past.contested().id();
            row.contestedRequestAt =
                    past.contested() == null ? null : past.contested().requestedAt();
            row.changedAt = now;
            row.take(NumberReading.of(numbers.decode(row.trackingNumber, row.carrier)));
            ParcelProgress.summarise(row, past.history());
            row.settled = order.status().ended();
            CarrierBatch batch = new CarrierBatch(
                    past.events().stream().map(SentEvent.Read::new).toList(),
                    (carrier, number) -> past.number(),
                    (index, event) -> Optional.empty());
            return store.insert(row, past.units())
                    .chain(() -> events.append(batch.told(), now))
                    .chain(() ->
                            Steps.when(!row.settled, () -> lateEvents.onceCommitted(order.id(), past.number(), now)));
        });
    }
}
