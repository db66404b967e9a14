package dev.countermand.dispute;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.web.Caller;
import java.util.EnumSet;
import java.util.Set;

/** On which side of a dispute a caller stands. */
final class Sides {

    private Sides() {}

    /** BUYER for the buyer and for an agent, SELLER for the seller, none for others; both for who sells to himself. */
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

    /** The caller on this side, as the record keeps him. */
    static Actor actor(Caller caller, Order order, Role side) {
        return side == Role.BUYER ? OrderAccess.buyerOrAgent(caller, order) : caller.as(Role.SELLER);
    }

    /** The side on which this caller can act; what is not his is not there. */
    static Role one(Caller caller, DisputeRow row, DisputeAction action, DisputeState state) {
        Set<Role> sides = of(caller, row.buyerId, row.sellerId);
        return sides.stream()
                .filter(side -> action.possible(state, side))
                .findFirst()
                .or(() -> sides.stream().findFirst())
                .orElseThrow(() -> Refusal.notFound("dispute").asException());
    }
}
