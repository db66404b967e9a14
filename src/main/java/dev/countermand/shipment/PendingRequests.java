package dev.countermand.shipment;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cancellation requests a shipment meets. Both calls are made with the order locked, and only change the request. */
public interface PendingRequests {

    /** A request by its id and when it was made. */
    record Open(UUID id, Instant requestedAt) {}

    /** A13: the seller declares a shipment while a request is pending; returns it, or null when there is none. */
    Uni<@Nullable Open> contest(Order order, Instant now);

    /** A13, A14: the carrier has the parcel, the request comes too late. Does nothing when none is open. */
    Uni<Void> tooLate(Order order, Instant now);
}
