package dev.countermand.order;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Among;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The lines of orders in the database, each as long as its order. */
@ApplicationScoped
class OrderLineStore implements PanacheRepositoryBase<OrderLineRow, OrderLineRow.Key> {

    Uni<List<OrderLineRow>> of(String orderId) {
        return list("orderId = :order order by line", Parameters.with("order", orderId));
    }

    /** Of all these orders, by order. */
    Uni<List<OrderLineRow>> of(List<String> orderIds) {
        Among among = Among.of("orderId", orderIds);
        return list(among + " order by orderId, line", among.parameters());
    }

    /** Writes those of a new order, which is there already. */
    Uni<Void> insert(Order order) {
        return persist(order.lines().stream().map(line -> OrderLineRow.of(order.id(), line)));
    }

    /** The rows are in the session since the order was loaded: these look-ups cost no statement. */
    Uni<Void> save(Order order) {
        return Steps.inTurn(
                order.lines(),
                line -> findById(new OrderLineRow.Key(order.id(), line.line()))
                        .call(row -> row == null ? persist(OrderLineRow.of(order.id(), line)) : Steps.nothing())
                        .invoke(row -> {
                            if (row != null) {
                                row.take(line);
                            }
                        }));
    }
}
