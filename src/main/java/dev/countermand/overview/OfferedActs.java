package dev.countermand.overview;

import dev.countermand.cancellation.eligibility.Eligibility;
import dev.countermand.cancellation.eligibility.KnownGoods;
import dev.countermand.dispute.state.DisputeOffers;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderAction;
import dev.countermand.shipment.correction.CorrectionRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What somebody can do with an order now, by its state, its parcels and the time: what {@code GET} shows, what a refusal names
 * instead, and what the acts themselves decide by (P2). Pure.
 *
 * @param goods its parcels, as disputes and cancellations see them
 * @param numbers the same parcels, as corrections of their numbers see them (P4)
 */
public record OfferedActs(Order order, KnownGoods goods, List<CorrectionRule.Parcel> numbers, Instant now) {

    public OfferedActs {
        numbers = List.copyOf(numbers);
    }

    /** What these roles can do. */
    public List<OrderAction> of(Set<Role> roles) {
        return Arrays.stream(OrderAction.values())
                .filter(action -> roles.stream().anyMatch(action::isFor) && possible(action))
                .toList();
    }

    private boolean possible(OrderAction action) {
        return switch (action) {
            // Whether a number can be put right, only the parcels tell.
            case CORRECT_TRACKING_NUMBER -> CorrectionRule.possible(order, numbers);
            case OPEN_DISPUTE ->
                !DisputeOffers.of(order, goods.parcels(), now).kinds().isEmpty();
            case CANCEL -> Eligibility.of(order, goods, now) instanceof Eligibility.Immediate;
            case REQUEST_CANCELLATION -> Eligibility.of(order, goods, now) instanceof Eligibility.Request;
            case CHANGE_DELIVERY, CHANGE_ITEMS -> order.possible(action) && !order.isDeliveryDay(now);
            case PAY,
                    WITHDRAW_CANCELLATION,
                    APPROVE_CANCELLATION,
                    REFUSE_CANCELLATION,
                    GIVE_UP,
                    DECLARE_SHIPMENT,
                    HAND_OVER,
                    CONFIRM_RECEIPT,
                    FREEZE,
                    RELEASE -> order.possible(action);
        };
    }
}
