package dev.countermand.shipment;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Has sweeps look at shipments again that they have seen. The caller has the order locked. */
@ApplicationScoped
public class ChangedShipments {

    private final ShipmentStore store;

    ChangedShipments(ShipmentStore store) {
        this.store = store;
    }

    /** Something has happened that may throw another light on the order's shipments. */
    public Uni<Void> changed(Order order, Instant now) {
        return store.touch(order.id(), now);
    }
}
