package dev.countermand.http;

import dev.countermand.kernel.Caller;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What callers whose act an order has refused can do with it instead. Whoever shows orders says it, so that a refusal names
 * what {@code GET} of the order names (P2).
 */
public interface WhatElse {

    /** In a session of its own: the refused act is undone. */
    Uni<List<String>> allowed(String orderId, Caller caller);
}
