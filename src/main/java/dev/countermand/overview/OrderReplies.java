package dev.countermand.overview;

import dev.countermand.http.WhatElse;
import dev.countermand.kernel.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How acts that an order has refused are answered, whichever room they are in. */
@ApplicationScoped
class OrderReplies implements WhatElse {

    private final Overview overview;

    OrderReplies(Overview overview) {
        this.overview = overview;
    }

    @Override
    public Uni<List<String>> allowed(String orderId, Caller caller) {
        return overview.allowed(orderId, caller)
                .map(actions -> actions.stream().map(Enum::name).toList());
    }
}
