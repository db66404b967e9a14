package dev.countermand.fraud.judgement;

import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * How a judgement reaches a moderator. Every call is made in the transaction that has the order locked, and changes
 * nothing of the order.
 */
public interface CaseOpener {

    /** The order was frozen because of its findings: a case is opened, or the open one gets the score. */
    Uni<Void> open(Order order, int score, Actor by, Instant now);

    /** There is more or less against a frozen order; its open case gets the score. Does nothing when none is open. */
    Uni<Void> rescore(Order order, int score, Actor by, Instant now);

    /**
     * Nothing stands against the order any more.
     *
     * @return true when its open case was opened by {@link #open} and is closed now, so that the order is to be released;
     *     false when a person froze the order, who then decides (the open case gets score 0)
     */
    Uni<Boolean> clearedByItself(Order order, String note, Actor by, Instant now);
}
