package dev.countermand.cancellation.eligibility;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.Consent;
import dev.countermand.policy.LastMoment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * P2: a parcel that a request names, and whether it can still be asked for. Pure.
 *
 * @param units what is still in it, by line
 */
public record NamedParcel(boolean accepted, boolean delivered, Map<Integer, Integer> units) {

    /** Refuses a parcel with nothing in it, and one that has come too far for the order's policy. */
    public void check(Order order, Actor by) {
        refusal(order, by).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    private Optional<Refusal> refusal(Order order, Actor by) {
        Set<Role> role = Set.of(by.role());
        if (units.isEmpty()) {
            return Optional.of(
                    order.notNow("UNITS_NOT_AVAILABLE", "Nothing of the order is in this parcel any more", role));
        }
        if (order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED) {
            // What can be given back after it was handed over, the law says (D1).
            return Optional.empty();
        }
        if (delivered) {
            return Optional.of(order.notNow("DELIVERED", "This parcel was delivered; it cannot be cancelled", role));
        }
        if (order.withdrawalRight() != null) {
            return Optional.empty();
        }
        LastMoment until = order.policy().cancellation().until();
        if (order.policy().cancellation().consent() == Consent.NONE && until == LastMoment.DISPATCH) {
            return Optional.of(
                    order.notNow("DISPATCHED", "This parcel is on its way; it cannot be cancelled (C1)", role));
        }
        boolean upToTheScan =
                order.policy().cancellation().consent() == Consent.SELLER || until == LastMoment.CARRIER_ACCEPTANCE;
        return accepted && upToTheScan
                ? Optional.of(order.notNow(
                        "CARRIER_ACCEPTED", "The carrier has this parcel; it cannot be cancelled (A14)", role))
                : Optional.empty();
    }
}
