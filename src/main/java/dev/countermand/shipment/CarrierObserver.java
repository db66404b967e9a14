package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Told, in the transaction that has the order locked, that the carrier has moved a parcel of it. It may change the order,
 * and saves it then.
 */
public interface CarrierObserver {

    /** For the first time: this is carrier acceptance. */
    default Uni<Void> accepted(Order order, Shipment shipment, Instant now) {
        return Steps.nothing();
    }

    /** Something new is known of where it is or was; called after {@link #accepted}, and when order and parcel are saved. */
    default Uni<Void> moved(Order order, Shipment shipment, Instant now) {
        return Steps.nothing();
    }
}
