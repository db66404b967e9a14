package dev.countermand.order;

import static dev.countermand.order.OrderStatus.DELIVERED;
import static dev.countermand.order.OrderStatus.IN_TRANSIT;
import static dev.countermand.order.OrderStatus.PAYMENT_VERIFYING;
import static dev.countermand.order.OrderStatus.PLACED;
import static dev.countermand.order.OrderStatus.PROCESSING;
import static dev.countermand.order.OrderStatus.SHIPPED;

import dev.countermand.kernel.Role;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody can do to an order, by whom, and in which state: one table for every guard and every answer. */
public enum OrderAction {
    PAY(EnumSet.of(Role.SERVICE), EnumSet.of(PLACED, PAYMENT_VERIFYING), Request.NONE),
    /** A2. */
    CANCEL(EnumSet.of(Role.BUYER, Role.AGENT), EnumSet.of(PLACED), Request.NONE),
    /** A4. */
    REQUEST_CANCELLATION(EnumSet.of(Role.BUYER, Role.AGENT), EnumSet.of(PROCESSING, SHIPPED), Request.NONE),
    /** A7. */
    WITHDRAW_CANCELLATION(EnumSet.of(Role.BUYER), EnumSet.of(PROCESSING), Request.PENDING),
    /** A8. */
    APPROVE_CANCELLATION(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING), Request.PENDING),
    /** A6. */
    REFUSE_CANCELLATION(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING), Request.PENDING),
    /** A9, A13: also against a pending request. */
    DECLARE_SHIPMENT(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING), Request.ANY),
    /** A18. */
    CONFIRM_RECEIPT(EnumSet.of(Role.BUYER), EnumSet.of(SHIPPED, IN_TRANSIT, DELIVERED), Request.NONE),
    /** A25. */
    FREEZE(
            EnumSet.of(Role.MODERATOR, Role.LEAD),
            EnumSet.of(PLACED, PAYMENT_VERIFYING, PROCESSING, SHIPPED, IN_TRANSIT, DELIVERED),
            Request.ANY),
    /** A25; the one act on an order that needs it frozen. */
    RELEASE(EnumSet.of(Role.MODERATOR, Role.LEAD), EnumSet.allOf(OrderStatus.class), Request.ANY);

    private enum Request {
        NONE,
        PENDING,
        ANY
    }

    private final Set<Role> roles;
    private final Set<OrderStatus> statuses;
    private final Request request;

    OrderAction(Set<Role> roles, Set<OrderStatus> statuses, Request request) {
        this.roles = roles;
        this.statuses = statuses;
        this.request = request;
    }

    /** Whether the state allows it, whoever asks. */
    public boolean possible(OrderStatus status, boolean frozen, @Nullable RequestState open) {
        boolean requestFits = switch (request) {
            case NONE -> open == null;
            case PENDING -> open == RequestState.PENDING;
            case ANY -> true;
        };
        boolean frozenFits = switch (this) {
            // Money that the marketplace has taken is recorded whatever is being cleared up.
            case PAY -> true;
            case RELEASE -> frozen;
            default -> !frozen;
        };
        return statuses.contains(status) && requestFits && frozenFits;
    }

    public boolean isFor(Role role) {
        return roles.contains(role);
    }
}
