package dev.countermand.cancellation;

import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Told, in the transaction that has the order locked, that the buyer has asked to cancel; order and request are saved. It
 * may change the order, and saves it then.
 */
public interface RequestObserver {

    Uni<Void> requested(Order order, Instant now);
}
