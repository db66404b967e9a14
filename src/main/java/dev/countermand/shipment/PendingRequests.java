package dev.countermand.shipment;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cancellation requests a shipment meets. Both calls are made with the order locked, and only change the request. */
public interface PendingRequests {

    /** A request by its id and when it was made. */
    record Open(UUID id, Instant requestedAt) {}

    /**
     * A13: the seller declares these units while a request is pending. It becomes contested when some of the units it wants
     * are among them; a parcel with others leaves it to the seller's answer.
     *
     * @return the request that is contested now, or was before; null when none is
     */
    Uni<@Nullable Open> contest(Order order, Map<Integer, Integer> declared, Instant now);

    /**
     * A13, A14: the carrier has these units of the order. A contested request that wants any of them comes too late; one
     * that does not goes on. Does nothing when none is contested.
     */
    Uni<Void> accepted(Order order, Map<Integer, Integer> accepted, Instant now);

    /** The goods are with the buyer, or believed to be on their way: an open request comes too late. */
    Uni<Void> tooLate(Order order, Instant now);
}
