package dev.countermand.dispute;

import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;

/**
 * How a dispute reaches the administration (A19). Every call is made in the transaction that has the order locked, and
 * changes nothing of the order. What the administration decides comes back through {@link DisputeRulings}.
 */
public interface DisputeCases {

    /**
     * A case is opened, or the open one of the order is about the dispute, too.
     *
     * @param text what the moderator reads first
     */
    Uni<Void> escalated(Order order, UUID disputeId, String text, Actor by, Instant now);

    /** The dispute ended without a decision: its case is closed, unless it is about something else, too. */
    Uni<Void> ended(Order order, UUID disputeId, String note, Actor by, Instant now);
}
