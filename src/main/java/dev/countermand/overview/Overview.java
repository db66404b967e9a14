package dev.countermand.overview;

import dev.countermand.cancellation.CancellationReader;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.Deadlines;
import dev.countermand.dispute.DisputeReader;
import dev.countermand.kernel.Caller;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.shipment.Shipment;
import dev.countermand.shipment.ShipmentApi.ShipmentView;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts orders together for a caller; a page of orders costs as many statements as a single one. */
@ApplicationScoped
class Overview {

    private final CancellationReader cancellations;
    private final ShipmentStore shipments;
    private final DisputeReader disputes;
    private final Deadlines deadlines;

    Overview(CancellationReader cancellations, ShipmentStore shipments, DisputeReader disputes, Deadlines deadlines) {
        this.cancellations = cancellations;
        this.shipments = shipments;
        this.disputes = disputes;
        this.deadlines = deadlines;
    }

    /** One order, as the caller may see it. Needs a session. */
    Uni<OrderView> of(Order order, Caller caller) {
        return of(List.of(order), caller).map(List::getFirst);
    }

    /** These orders, in their order. Needs a session. */
    Uni<List<OrderView>> of(List<Order> orders, Caller caller) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ids = orders.stream().map(Order::id).toList();
        return cancellations
                .latestOf(orders, caller)
                .chain(requests -> shipments
                        .ofOrders(ids)
                        .chain(declared -> disputes.latestOf(orders, caller)
                                .chain(disputed -> deadlines.ofOrders(ids).map(due -> {
                                    Map<String, List<Shipment>> parcels =
                                            declared.stream().collect(Collectors.groupingBy(Shipment::orderId));
                                    Map<String, List<Deadline>> running =
                                            due.stream().collect(Collectors.groupingBy(Deadline::orderId));
                                    return orders.stream()
                                            .map(order -> OrderView.of(
                                                    order,
                                                    requests.get(order.id()),
                                                    parcels.getOrDefault(order.id(), List.of()).stream()
                                                            .map(ShipmentView::of)
                                                            .toList(),
                                                    disputed.get(order.id()),
                                                    running.getOrDefault(order.id(), List.of()).stream()
                                                            .map(OrderView.DeadlineView::of)
                                                            .toList(),
                                                    order.allowedActions(OrderAccess.rolesOn(caller, order))))
                                            .toList();
                                }))));
    }
}
