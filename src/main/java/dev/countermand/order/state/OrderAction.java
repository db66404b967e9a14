package dev.countermand.order.state;

import static dev.countermand.order.state.OrderStatus.COMPLETED;
import static dev.countermand.order.state.OrderStatus.DELIVERED;
import static dev.countermand.order.state.OrderStatus.IN_TRANSIT;
import static dev.countermand.order.state.OrderStatus.PAYMENT_VERIFYING;
import static dev.countermand.order.state.OrderStatus.PLACED;
import static dev.countermand.order.state.OrderStatus.PROCESSING;
import static dev.countermand.order.state.OrderStatus.SHIPPED;

import dev.countermand.kernel.Role;
import dev.countermand.policy.Consent;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.LastMoment;
import dev.countermand.policy.Policy;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody can do to an order, by whom, and in which state under which policy: one table for every guard and every
 * answer. What depends on single units and payments besides is decided by {@code Order} (P2), what depends on the day where
 * the act is ({@code Eligibility}, {@code OwnDelivery}).
 */
public enum OrderAction {
    /** A3, C1: also when the goods were received before the money. */
    PAY(
            EnumSet.of(Role.SERVICE),
            EnumSet.of(PLACED, PAYMENT_VERIFYING, PROCESSING, SHIPPED, IN_TRANSIT, DELIVERED, COMPLETED)),
    /** A2, A3 when verification takes too long; paid where nobody's consent is needed (C1, D1, E1, L2). */
    CANCEL(
            EnumSet.of(Role.BUYER, Role.AGENT),
            EnumSet.of(PLACED, PAYMENT_VERIFYING, PROCESSING, SHIPPED, IN_TRANSIT, DELIVERED, COMPLETED)),
    /** A4; also of what no carrier has, where it has other parcels of the order (P2). */
    REQUEST_CANCELLATION(EnumSet.of(Role.BUYER, Role.AGENT), EnumSet.of(PROCESSING, SHIPPED, IN_TRANSIT)),
    /** A7, A13. */
    WITHDRAW_CANCELLATION(EnumSet.of(Role.BUYER, Role.AGENT), EnumSet.of(PROCESSING, SHIPPED, IN_TRANSIT)),
    /** A8, A13. */
    APPROVE_CANCELLATION(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING, SHIPPED, IN_TRANSIT)),
    /** A6. */
    REFUSE_CANCELLATION(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING)),
    /** A11: what the seller has not declared, and cannot send; an open request is to be answered. */
    GIVE_UP(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING)),
    /** A9, A13: also against a pending request. */
    DECLARE_SHIPMENT(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING)),
    /** P4: while frozen the seller proposes the right number. Of which parcel, {@code CorrectionRule} says. */
    CORRECT_TRACKING_NUMBER(EnumSet.of(Role.SELLER), EnumSet.of(PROCESSING, SHIPPED, IN_TRANSIT)),
    /** E1. */
    CHANGE_DELIVERY(
            EnumSet.of(Role.AGENT, Role.SERVICE),
            EnumSet.of(PLACED, PAYMENT_VERIFYING, PROCESSING, SHIPPED, IN_TRANSIT)),
    /** E1. */
    CHANGE_ITEMS(EnumSet.of(Role.AGENT), EnumSet.of(PLACED, PROCESSING)),
    /** L2, C2, C4: accepted, refused or not fetched; a parcel also while the rest has not been sent (P2). */
    HAND_OVER(EnumSet.of(Role.SERVICE, Role.AGENT), EnumSet.of(PROCESSING, SHIPPED, IN_TRANSIT)),
    /** A18. */
    CONFIRM_RECEIPT(EnumSet.of(Role.BUYER), EnumSet.of(SHIPPED, IN_TRANSIT, DELIVERED)),
    /** A15, A19; about one parcel also while the rest has not been sent (P2). */
    OPEN_DISPUTE(EnumSet.of(Role.BUYER, Role.AGENT), EnumSet.of(PROCESSING, SHIPPED, IN_TRANSIT, DELIVERED)),
    /** A25. */
    FREEZE(
            EnumSet.of(Role.MODERATOR, Role.LEAD),
            EnumSet.of(PLACED, PAYMENT_VERIFYING, PROCESSING, SHIPPED, IN_TRANSIT, DELIVERED)),
    /** A25; the one act on an order that needs it frozen. */
    RELEASE(EnumSet.of(Role.MODERATOR, Role.LEAD), EnumSet.allOf(OrderStatus.class));

    private final Set<Role> roles;
    private final Set<OrderStatus> statuses;

    OrderAction(Set<Role> roles, Set<OrderStatus> statuses) {
        this.roles = roles;
        this.statuses = statuses;
    }

    /** Whether state and policy allow it, whoever asks. */
    public boolean possible(OrderState state, Policy policy) {
        return statuses.contains(state.status())
                && frozenFits(state)
                && requestFits(state)
                && disputeFits(state)
                && policyFits(state.status(), policy);
    }

    public boolean isFor(Role role) {
        return roles.contains(role);
    }

    private boolean frozenFits(OrderState state) {
        return switch (this) {
            // Money that the marketplace has taken is recorded whatever is being cleared up.
            case PAY -> true;
            // P4: the right number is evidence, and evidence is given while it is frozen.
            case CORRECT_TRACKING_NUMBER -> true;
            case RELEASE -> state.frozen();
            default -> !state.frozen();
        };
    }

    private boolean requestFits(OrderState state) {
        return switch (this) {
            case CANCEL, REQUEST_CANCELLATION, GIVE_UP, CHANGE_ITEMS -> state.request() == null;
            // A13: contested is no trap.
            case WITHDRAW_CANCELLATION, APPROVE_CANCELLATION -> state.request() != null;
            case REFUSE_CANCELLATION -> state.request() == RequestState.PENDING;
            // The buyer has the goods: what they asked before they take back by confirming it (A13).
            case CONFIRM_RECEIPT,
                    PAY,
                    DECLARE_SHIPMENT,
                    CORRECT_TRACKING_NUMBER,
                    CHANGE_DELIVERY,
                    HAND_OVER,
                    OPEN_DISPUTE,
                    FREEZE,
                    RELEASE -> true;
        };
    }

    private boolean disputeFits(OrderState state) {
        return switch (this) {
            // That the goods were handed over is a fact, and is recorded whatever is disputed.
            case CANCEL, REQUEST_CANCELLATION, APPROVE_CANCELLATION, GIVE_UP, CONFIRM_RECEIPT, OPEN_DISPUTE ->
                !state.disputed();
            default -> true;
        };
    }

    private boolean policyFits(OrderStatus status, Policy policy) {
        return switch (this) {
            case CANCEL -> status == PLACED || status == PAYMENT_VERIFYING || buyerAlone(status, policy);
            case REQUEST_CANCELLATION ->
                !buyerAlone(status, policy) && policy.cancellation().consent() == Consent.SELLER;
            case CHANGE_DELIVERY, CHANGE_ITEMS ->
                policy.cancellation().until() == LastMoment.DAY_BEFORE_DELIVERY
                        && policy.shipping().deliveredBy() == DeliveredBy.OWN;
            // The shop's own couriers have numbers of their own, on which no carrier reports.
            case CORRECT_TRACKING_NUMBER ->
                policy.shipping().deliveredBy() != DeliveredBy.OWN
                        && policy.shipping().numberCorrections() > 0;
            case HAND_OVER -> policy.shipping().deliveredBy() != DeliveredBy.CARRIER;
            default -> true;
        };
    }

    /** Whether the buyer cancels a paid order in this status without asking anybody. */
    private static boolean buyerAlone(OrderStatus status, Policy policy) {
        if (policy.withdrawalRight() != null) {
            return status != PLACED;
        }
        if (policy.cancellation().consent() != Consent.NONE || status == DELIVERED || status == COMPLETED) {
            return false;
        }
        return switch (policy.cancellation().until()) {
            case DISPATCH -> status == PROCESSING;
            case CARRIER_ACCEPTANCE -> status == PROCESSING || status == SHIPPED || status == IN_TRANSIT;
            case DAY_BEFORE_DELIVERY, HAND_OVER -> true;
        };
    }
}
