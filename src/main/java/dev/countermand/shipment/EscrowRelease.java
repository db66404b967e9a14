package dev.countermand.shipment;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStatus;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** A18: escrow is released by itself some days after delivery. */
@ApplicationScoped
class EscrowRelease implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore orders;
    private final CarrierEvents carrierEvents;
    private final InstantSource clock;

    EscrowRelease(
            Sessions sessions,
            Deadlines deadlines,
            OrderStore orders,
            CarrierEvents carrierEvents,
            InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.orders = orders;
        this.carrierEvents = carrierEvents;
        this.clock = clock;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.RELEASE_ESCROW);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> orders.lock(deadline.orderId())
                .flatMap(order -> deadlines
                        .finish(deadline)
                        .flatMap(mine -> mine && releases(order)
                                ? complete(order)
                                : Uni.createFrom().voidItem())));
    }

    /** Not while a dispute is open: whoever ends it sets the deadline anew, with what was left. */
    static boolean releases(Order order) {
        return order.status() == OrderStatus.DELIVERED && !order.disputed();
    }

    private Uni<Void> complete(Order order) {
        Instant now = Timestamps.now(clock);
        order.complete(now);
        return carrierEvents
                .settle(order.id())
                .flatMap(ignored -> orders.save(
                        order,
                        ACTOR,
                        now,
                        "order.completed",
                        "orders/" + order.id(),
                        Map.of("orderId", order.id(), "because", "escrow was released by itself", "rule", "A18")))
                .replaceWithVoid();
    }
}
