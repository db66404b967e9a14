package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A13: what a request to cancel means for shipments that are declared already. The caller has the order locked. */
@ApplicationScoped
public class ShipmentContests {

    private final ShipmentStore store;
    private final OrderProgress progress;
    private final Deadlines deadlines;

    ShipmentContests(ShipmentStore store, OrderProgress progress, Deadlines deadlines) {
        this.store = store;
        this.progress = progress;
        this.deadlines = deadlines;
    }

    /**
     * What the carrier has not accepted within the policy's time from now on is looked at as in F: the parcel that the
     * request names, or each that has units of a line that is contested.
     *
     * @param contested in units by line
     * @param named the parcel that the request is about, if it names one (P2)
     */
    public Uni<Void> awaitCarrier(Order order, Map<Integer, Integer> contested, @Nullable UUID named, Instant now) {
        Instant due = order.policy()
                .businessDays()
                .plus(now, order.policy().shipping().contestedBusinessDays());
        return progress.parcels(order)
                .chain(parcels -> Steps.inTurn(
                        parcels.stream()
                                .filter(parcel -> parcel.state() == ParcelState.DECLARED
                                        && (named == null
                                                ? concerns(parcel, contested)
                                                : parcel.id().equals(named)))
                                .map(parcel -> parcel.id().toString())
                                .toList(),
                        subject -> deadlines
                                .dropOf(order.id(), subject)
                                .chain(() ->
                                        deadlines.set(order.id(), DeadlineKind.CARRIER_ACCEPTANCE, subject, due, now))))
                .chain(() -> changed(order, now));
    }

    private static boolean concerns(Parcel parcel, Map<Integer, Integer> contested) {
        return parcel.unknown() || parcel.units().keySet().stream().anyMatch(contested::containsKey);
    }

    /** Something has happened that may throw another light on the order's shipments: sweeps look at them again. */
    public Uni<Void> changed(Order order, Instant now) {
        return store.touch(order.id(), now);
    }
}
