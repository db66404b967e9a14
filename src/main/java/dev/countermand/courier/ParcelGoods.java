package dev.countermand.courier;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Parcel;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * P3: what is in one of several parcels is the shop's again, because the carrier has brought it back or nobody fetched it
 * (C2). It is refunded, less what the policy lets the seller keep, and the rest of the order goes on.
 */
@NeedsTransaction
@ApplicationScoped
class ParcelGoods {

    private final OrderStore orders;
    private final Refunds refunds;
    private final Charges charges;
    private final OrderFlow flow;

    ParcelGoods(OrderStore orders, Refunds refunds, Charges charges, OrderFlow flow) {
        this.orders = orders;
        this.refunds = refunds;
        this.charges = charges;
        this.flow = flow;
    }

    /** The caller has the order locked. */
    Uni<Void> takeBack(Order order, Parcel parcel, Actor by, @Nullable String why, Instant now) {
        Map<Integer, Integer> units = parcel.units();
        Charges.Charge cost = RefusalCost.ofParcel(order, parcel);
        Money worth = order.broughtBack(units, now);
        Deduction deduction = Deduction.of(order, worth, cost);
        return refunds.request(order, deduction.back(), RefundCause.REFUSAL, why, by, now)
                .chain(() -> charges.book(order, deduction.charges(), by, now))
                .chain(() -> orders.save(
                        order,
                        by,
                        now,
                        "shipment.refunded",
                        "shipments/" + parcel.id(),
                        data(order, parcel, deduction.back())))
                .chain(saved -> flow.happened(saved, new OrderEvent.UnitsLeft(parcel.id()), now));
    }

    private static Map<String, Object> data(Order order, Parcel parcel, Money back) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("shipmentId", parcel.id().toString());
        data.put("refunded", back.text());
        data.put("currency", back.currency().getCurrencyCode());
        data.put("status", order.status().name());
        data.put("rule", "P3");
        return data;
    }
}
