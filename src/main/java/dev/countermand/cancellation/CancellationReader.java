package dev.countermand.cancellation;

import dev.countermand.kernel.Caller;
import dev.countermand.order.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The requests of orders, for those who show orders. */
@ApplicationScoped
public class CancellationReader {

    private final CancellationStore store;

    CancellationReader(CancellationStore store) {
        this.store = store;
    }

    /** The latest request of each order that has one, as this caller may see it. */
    public Uni<Map<String, CancellationApi.CancellationView>> latestOf(List<Order> orders, Caller caller) {
        return store.ofOrders(orders.stream().map(Order::id).toList()).map(loaded -> {
            Map<String, Order> byId = new HashMap<>();
            orders.forEach(order -> byId.put(order.id(), order));
            Map<String, CancellationApi.CancellationView> latest = new HashMap<>();
            for (CancellationStore.Loaded item : loaded) {
                Order order = Objects.requireNonNull(byId.get(item.row().orderId));
                boolean sellersView =
                        CancellationResource.sellersView(caller, order.terms().buyerId());
                latest.put(order.id(), CancellationViews.of(item, order.terms().currency(), sellersView));
            }
            return latest;
        });
    }
}
