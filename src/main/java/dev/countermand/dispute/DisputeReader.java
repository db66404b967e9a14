package dev.countermand.dispute;

import dev.countermand.kernel.Caller;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The disputes of orders, for those who show orders. */
@ApplicationScoped
public class DisputeReader {

    private final DisputeStore store;
    private final DisputeViews views;

    DisputeReader(DisputeStore store, DisputeViews views) {
        this.store = store;
        this.views = views;
    }

    /** The latest dispute of each order that has one, as this caller may see it. Needs a session. */
    public Uni<Map<String, DisputeApi.DisputeView>> latestOf(List<Order> orders, Caller caller) {
        Map<String, Order> byId = new HashMap<>();
        orders.forEach(order -> byId.put(order.id(), order));
        return store.ofOrders(List.copyOf(byId.keySet())).chain(rows -> {
            Map<String, DisputeStore.Item> latest = new HashMap<>();
            for (DisputeRow row : rows) {
                Order order = Objects.requireNonNull(byId.get(row.orderId), "only of these orders");
                latest.put(row.orderId, new DisputeStore.Item(row, order.terms().currency(), order.frozen()));
            }
            return views.byOrder(List.copyOf(latest.values()), caller);
        });
    }
}
