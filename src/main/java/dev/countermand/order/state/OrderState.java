package dev.countermand.order.state;

import org.jspecify.annotations.Nullable;

/**
 * What decides about an order's actions beside its policy: its status and the facts that stand beside it.
 *
 * @param request the open cancellation request, if any
 */
public record OrderState(OrderStatus status, @Nullable RequestState request, boolean frozen, boolean disputed) {

    /** Nothing stands beside the status. */
    public static OrderState plain(OrderStatus status) {
        return new OrderState(status, null, false, false);
    }
}
