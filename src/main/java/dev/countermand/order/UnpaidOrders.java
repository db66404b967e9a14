package dev.countermand.order;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.BatchDeadlineHandler;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A1: an order that nobody paid closes by itself. */
@ApplicationScoped
class UnpaidOrders implements BatchDeadlineHandler {

    private final Sessions sessions;
    private final DueOrders due;
    private final OrderService orders;

    UnpaidOrders(Sessions sessions, DueOrders due, OrderService orders) {
        this.sessions = sessions;
        this.due = due;
        this.orders = orders;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.CLOSE_UNPAID);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> due.fire(deadline, this::close)).replaceWithVoid();
    }

    @Override
    public Uni<List<Deadline>> fireAll(List<Deadline> batch) {
        return due.fireAll(batch, this::close).map(DueOrders.Fired::busy);
    }

    private Outcome close(Order order, Instant now) {
        if (order.status() == OrderStatus.PAYMENT_VERIFYING) {
            // Money is on its way: the order may not vanish under it. Looked at again when verification must be over.
            return new Outcome.Later(now.plus(orders.policy(order).payment().verificationAtMost()));
        }
        if (order.status() != OrderStatus.PLACED) {
            return new Outcome.Nothing();
        }
        order.closeUnpaid(now);
        return new Outcome.Changed("order.closed", Map.of("orderId", order.id(), "rule", "A1"));
    }
}
