package dev.countermand.courier;

import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.order.Order;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.tracking.event.CarrierStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** C2: the post keeps a parcel for some time from the notice on. {@link StoragePeriodDeadline} says what follows then. */
@ApplicationScoped
public class StoragePeriod {

    private final Deadlines deadlines;
    private final ShipmentStore shipments;

    StoragePeriod(Deadlines deadlines, ShipmentStore shipments) {
        this.deadlines = deadlines;
        this.shipments = shipments;
    }

    /**
     * A parcel waits to be fetched since then; of several moments the first counts. Each parcel has its own period (P1). The
     * caller has the order locked.
     */
    public Uni<Void> begins(Order order, UUID parcel, Instant since, Instant now) {
        Period kept = order.policy().handOver().storagePeriod();
        return Steps.given(
                kept,
                period -> deadlines.setOnce(
                        order.id(),
                        DeadlineKind.STORAGE_PERIOD,
                        parcel.toString(),
                        over(order, since, period),
                        now,
                        order.frozen() ? now : null));
    }

    /**
     * A14, C2: a parcel that was refused at the door or not fetched has gone back. Once all of them have, nothing more is
     * waited for. The caller has the order locked.
     */
    public Uni<Void> endsWhenAllAreBack(Order order, Instant now) {
        return shipments
                .ofOrders(List.of(order.id()))
                .chain(parcels -> Steps.when(
                        allReturned(parcels),
                        () -> deadlines
                                .drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))
                                .chain(() -> deadlines.set(
                                        order.id(),
                                        DeadlineKind.STORAGE_PERIOD,
                                        order.id(),
                                        now,
                                        now,
                                        order.frozen() ? now : null))));
    }

    /** Counted in the market's time zone. */
    static Instant over(Order order, Instant since, Period kept) {
        return since.atZone(order.policy().timeZone()).plus(kept).toInstant();
    }

    /** Whether the carrier has brought back every parcel of the order. */
    static boolean allReturned(List<Shipment> parcels) {
        return !parcels.isEmpty()
                && parcels.stream()
                        .allMatch(parcel -> CarrierStatus.RETURNED.name().equals(parcel.lastStatus()));
    }
}
