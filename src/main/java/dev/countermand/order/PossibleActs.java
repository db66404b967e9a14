package dev.countermand.order;

import dev.countermand.kernel.Role;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.WhyNot;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.LastMoment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What can be done with an order now, by its state, its units and its money, and why the rest cannot (A4, A14, P2). Pure. */
final class PossibleActs {

    private PossibleActs() {}

    /** What this role could do now. */
    static List<OrderAction> of(PlacedOrder order, Set<Role> roles) {
        return Arrays.stream(OrderAction.values())
                .filter(action -> roles.stream().anyMatch(action::isFor) && possible(order, action))
                .toList();
    }

    static boolean possible(PlacedOrder order, OrderAction action) {
        return action.possible(
                        order.state(),
                        order.withdrawalRight() == null ? order.policy.withoutWithdrawalRight() : order.policy)
                && switch (action) {
                    case DECLARE_SHIPMENT -> !order.lines.nothingOpen();
                    // Of an order of which a carrier has a part, only its parcels tell (P4).
                    case CORRECT_TRACKING_NUMBER -> order.acceptedAt == null && order.lines.anythingShipped();
                    case PAY -> order.unpaid().isPositive();
                    // P2: while the rest is open, what the post has.
                    case HAND_OVER ->
                        order.status != OrderStatus.PROCESSING
                                || order.policy.shipping().deliveredBy() != DeliveredBy.POST
                                || !order.undeliveredInParcels().isEmpty();
                    // A3, A14, P2: what depends on single units and payments, beside the state.
                    case CANCEL -> cancellableAtOnce(order);
                    case REQUEST_CANCELLATION -> !order.unaccepted().isEmpty();
                    // There is nothing to fight about where nothing can be given back.
                    case OPEN_DISPUTE -> order.refundable().isPositive() && order.lines.anythingShipped();
                    default -> true;
                };
    }

    private static boolean cancellableAtOnce(PlacedOrder order) {
        return switch (order.status) {
            case PAYMENT_VERIFYING -> order.verificationOverdue;
            case IN_TRANSIT ->
                order.withdrawalRight() != null
                        || order.policy.cancellation().until() != LastMoment.CARRIER_ACCEPTANCE
                        || !order.unaccepted().isEmpty();
            default -> true;
        };
    }

    /** Why one that is not possible is not, in words. */
    static String whyNot(PlacedOrder order, OrderAction action) {
        if (!action.possible(order.state(), order.policy)) {
            return WhyNot.of(action, order.state());
        }
        return switch (action) {
            case DECLARE_SHIPMENT -> "Nothing is left to ship";
            case PAY -> "Everything is paid";
            case HAND_OVER -> "Nothing of the order is in a parcel that could be handed over (P2)";
            case OPEN_DISPUTE ->
                order.refundable().isPositive()
                        ? "Nothing of the order is in a parcel, so there is nothing to dispute yet (P2)"
                        : order.paid().isPositive()
                                ? "Everything paid has been refunded already"
                                : "Nothing was paid, so there is nothing to refund";
            default -> WhyNot.of(action, order.state());
        };
    }
}
