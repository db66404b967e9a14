package dev.countermand.order;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/**
 * Where an act says what has happened. There is one implementation, {@code orderflow.WhatFollows}: the one list of what
 * follows, on top of all rooms.
 */
public interface OrderFlow {

    /**
     * Carries out what follows, step after step, in the transaction that has the order locked. A step that changes the order
     * saves it.
     */
    Uni<Void> happened(Order order, OrderEvent event, Instant now);
}
