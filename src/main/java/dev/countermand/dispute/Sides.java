package dev.countermand.dispute;

import dev.countermand.dispute.state.DisputeAction;
import dev.countermand.dispute.state.DisputeState;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.shipment.Shipments;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** On which side of a dispute a caller stands. */
final class Sides {

    private Sides() {}

    /** BUYER for the buyer and for an agent, SELLER for the seller, none for others; both for who sells to themselves. */
    static Set<Role> of(Caller caller, String buyerId, String sellerId) {
        Set<Role> sides = EnumSet.noneOf(Role.class);
        if (OrderAccess.isBuyer(caller, buyerId) || caller.isAny(Role.AGENT)) {
            sides.add(Role.BUYER);
        }
        if (OrderAccess.isSeller(caller, sellerId)) {
            sides.add(Role.SELLER);
        }
        return sides;
    }

    /** The same for an act: of a parcel that the shop's own couriers bring back, its people speak for the seller. */
    private static Set<Role> of(Caller caller, DisputeRow row, DisputeAction action) {
        Set<Role> sides = of(caller, row.buyerId, row.sellerId);
        boolean ownCouriers = Shipments.OWN_COURIER.equals(row.returnCarrier) || row.fetchedByShop;
        if (action == DisputeAction.RETURN_RECEIPT && ownCouriers && caller.isAny(Role.SERVICE, Role.AGENT)) {
            sides.add(Role.SELLER);
        }
        return sides;
    }

    /** What this caller can do now, on any side. */
    static List<DisputeAction> allowed(Caller caller, DisputeRow row, DisputeState state) {
        return Arrays.stream(DisputeAction.values())
                .filter(action -> of(caller, row, action).stream().anyMatch(side -> action.possible(state, side)))
                .toList();
    }

    /** The caller on this side, as the record keeps them. */
    static Actor actor(Caller caller, Order order, Role side) {
        if (side == Role.BUYER) {
            return OrderAccess.buyerOrAgent(caller, order);
        }
        return OrderAccess.isSeller(caller, order.terms().sellerId())
                ? caller.as(Role.SELLER)
                : caller.as(Role.SERVICE, Role.AGENT);
    }

    /** Who asked for a dispute learns nothing of an order: what is not theirs is no dispute either. */
    static Uni<Order> asDispute(Uni<Order> order) {
        return order.onFailure(Sides::isNotThere)
                .transform(ignored -> Refusal.notFound("dispute").asException());
    }

    private static boolean isNotThere(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal().kind() == Refusal.Kind.NOT_FOUND;
    }

    /** The side on which this caller can act; what is not theirs is not there. */
    static Role one(Caller caller, DisputeRow row, DisputeAction action, DisputeState state) {
        Set<Role> sides = of(caller, row, action);
        return sides.stream()
                .filter(side -> action.possible(state, side))
                .findFirst()
                .or(() -> sides.stream().findFirst())
                .orElseThrow(() -> Refusal.notFound("dispute").asException());
    }
}
