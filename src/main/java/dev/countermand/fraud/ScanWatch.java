package dev.countermand.fraud;

import dev.countermand.order.Order;
import dev.countermand.shipment.CarrierObserver;
import dev.countermand.shipment.Shipment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Judges an order at once when the carrier has accepted a parcel of it: a late scan clears F1 and F2 and, if nothing else
 * stands, the order is released by itself. It is also the one look at a parcel that is delivered before any sweep: its
 * number may be somebody else's (F3).
 */
@ApplicationScoped
class ScanWatch implements CarrierObserver {

    private final FraudService fraud;

    ScanWatch(FraudService fraud) {
        this.fraud = fraud;
    }

    @Override
    public Uni<Void> accepted(Order order, Shipment shipment, Instant now) {
        return fraud.judge(order, "carrier", now).replaceWithVoid();
    }
}
