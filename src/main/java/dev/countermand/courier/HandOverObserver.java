package dev.countermand.courier;

import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Told, in the transaction that has the order locked, that the buyer has the goods; the order does not say so yet. It may
 * change the order, and saves it then.
 */
public interface HandOverObserver {

    Uni<Void> handedOver(Order order, Actor by, Instant now);
}
