package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** A13: what a request to cancel means for shipments that are declared already. The caller has the order locked. */
@ApplicationScoped
public class ShipmentContests {

    private final ShipmentStore store;
    private final Deadlines deadlines;

    ShipmentContests(ShipmentStore store, Deadlines deadlines) {
        this.store = store;
        this.deadlines = deadlines;
    }

    /** What the carrier has not accepted within the policy's time from now on is looked at as in F. */
    public Uni<Void> awaitCarrier(Order order, Instant now) {
        Instant due = order.policy()
                .businessDays()
                .plus(now, order.policy().shipping().contestedBusinessDays());
        return store.ofOrders(List.of(order.id()))
                .chain(declared -> Steps.inTurn(
                        declared.stream()
                                .filter(shipment -> shipment.acceptedAt() == null)
                                .map(shipment -> shipment.id().toString())
                                .toList(),
                        subject -> deadlines
                                .dropOf(order.id(), subject)
                                .chain(() ->
                                        deadlines.set(order.id(), DeadlineKind.CARRIER_ACCEPTANCE, subject, due, now))))
                .chain(() -> changed(order, now));
    }

    /** Something has happened that may throw another light on the order's shipments: sweeps look at them again. */
    public Uni<Void> changed(Order order, Instant now) {
        return store.touch(order.id(), now);
    }
}
