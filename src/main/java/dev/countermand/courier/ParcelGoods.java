package dev.countermand.courier;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Parcel;
import dev.countermand.payment.charge.Charges;
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
    private final GoodsBack goods;
    private final OrderFlow flow;

    ParcelGoods(OrderStore orders, GoodsBack goods, OrderFlow flow) {
        this.orders = orders;
        this.goods = goods;
        this.flow = flow;
    }

    /** The caller has the order locked. */
    Uni<Void> takeBack(Order order, Parcel parcel, Actor by, @Nullable String why, Instant now) {
        Map<Integer, Integer> units = parcel.units();
        Charges.Charge cost = RefusalCost.ofParcel(order, parcel);
        Money worth = order.broughtBack(units, now);
        return goods.refund(order, worth, cost, why, by, now)
                .chain(back -> orders.save(
                        order, by, now, "shipment.refunded", "shipments/" + parcel.id(), data(order, parcel, back)))
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
