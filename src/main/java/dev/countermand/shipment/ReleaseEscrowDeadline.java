package dev.countermand.shipment;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.BatchDeadlineHandler;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.order.DueOrders;
import dev.countermand.order.DueOrders.Fired;
import dev.countermand.order.DueOrders.Outcome;
import dev.countermand.order.Order;
import dev.countermand.order.state.OrderStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A18: escrow is released by itself some days after delivery. */
@ApplicationScoped
class ReleaseEscrowDeadline implements BatchDeadlineHandler {

    private final Sessions sessions;
    private final DueOrders due;
    private final ShipmentStore shipments;

    ReleaseEscrowDeadline(Sessions sessions, DueOrders due, ShipmentStore shipments) {
        this.sessions = sessions;
        this.due = due;
        this.shipments = shipments;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.RELEASE_ESCROW;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> settled(due.fire(deadline, ReleaseEscrowDeadline::complete)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Deadline>> fireAll(List<Deadline> batch) {
        return settled(due.fireAll(batch, ReleaseEscrowDeadline::complete)).map(Fired::busy);
    }

    /** Nothing about the shipments of these orders needs to be looked for any more. */
    private Uni<Fired> settled(Uni<Fired> firing) {
        return firing.call(fired -> shipments.settle(fired.changed()));
    }

    /** Not while a dispute is open: whoever ends it sets the deadline anew, with what was left. */
    static boolean releases(Order order) {
        return order.status() == OrderStatus.DELIVERED && !order.disputed();
    }

    private static Outcome complete(Order order, Instant now) {
        if (!releases(order)) {
            return new Outcome.Nothing();
        }
        order.complete(now);
        return new Outcome.Changed(
                "order.completed",
                Map.of(
                        "orderId",
                        order.id(),
                        "because",
                        "escrow was released because its time ran out",
                        "rule",
                        "A18"));
    }
}
