package dev.countermand.order;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** A1: an order that nobody paid closes by itself. */
@ApplicationScoped
class UnpaidOrders implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore store;
    private final OrderService orders;
    private final InstantSource clock;

    UnpaidOrders(Sessions sessions, Deadlines deadlines, OrderStore store, OrderService orders, InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.store = store;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.CLOSE_UNPAID);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> store.lock(deadline.orderId()).flatMap(order -> close(order, deadline)));
    }

    private Uni<Void> close(Order order, Deadline deadline) {
        Instant now = Timestamps.now(clock);
        if (order.status() == OrderStatus.PAYMENT_VERIFYING) {
            // Money is on its way: the order may not vanish under it. Looked at again when verification must be over.
            return deadlines.postpone(
                    deadline, now.plus(orders.policy(order).payment().verificationAtMost()));
        }
        return deadlines.finish(deadline).flatMap(mine -> {
            if (!mine || order.status() != OrderStatus.PLACED) {
                return Uni.createFrom().voidItem();
            }
            order.closeUnpaid(now);
            return store.save(
                            order,
                            ACTOR,
                            now,
                            "order.closed",
                            "orders/" + order.id(),
                            Map.of("orderId", order.id(), "rule", "A1"))
                    .replaceWithVoid();
        });
    }
}
