package dev.countermand.cancellation;

import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.Consent;
import dev.countermand.policy.LastMoment;
import java.util.Optional;
import java.util.Set;

/** P2: whether the parcel that a request names can still be asked for. Pure. */
final class NamedParcels {

    private NamedParcels() {}

    /** Refuses a parcel with nothing in it, and one that has come too far for the order's policy. */
    static void check(Order order, CancellationStore.NamedParcel parcel, Actor by) {
        refusal(order, parcel, by).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    private static Optional<Refusal> refusal(Order order, CancellationStore.NamedParcel parcel, Actor by) {
        Set<Role> role = Set.of(by.role());
        if (parcel.units().isEmpty()) {
            return Optional.of(
                    order.notNow("UNITS_NOT_AVAILABLE", "Nothing of the order is in this parcel any more", role));
        }
        if (order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.COMPLETED) {
            // What can be given back after it was handed over, the law says (D1).
            return Optional.empty();
        }
        if (parcel.delivered()) {
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
        return parcel.accepted() && upToTheScan
                ? Optional.of(order.notNow(
                        "CARRIER_ACCEPTED", "The carrier has this parcel; it cannot be cancelled (A14)", role))
                : Optional.empty();
    }
}
