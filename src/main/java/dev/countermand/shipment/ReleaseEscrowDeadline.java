package dev.countermand.shipment;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.BatchDeadlineHandler;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.DueOrders;
import dev.countermand.order.DueOrders.Fired;
import dev.countermand.order.DueOrders.Outcome;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.charge.UnpaidPrice;
import dev.countermand.payment.ledger.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A18: escrow is released by itself some days after delivery. */
@ApplicationScoped
class ReleaseEscrowDeadline implements BatchDeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final Sessions sessions;
    private final DueOrders due;
    private final ShipmentStore shipments;
    private final OrderStore orders;
    private final UnpaidPrice unpaid;
    private final Ledger ledger;
    private final InstantSource clock;

    ReleaseEscrowDeadline(
            Sessions sessions,
            DueOrders due,
            ShipmentStore shipments,
            OrderStore orders,
            UnpaidPrice unpaid,
            Ledger ledger,
            InstantSource clock) {
        this.sessions = sessions;
        this.due = due;
        this.shipments = shipments;
        this.orders = orders;
        this.unpaid = unpaid;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.RELEASE_ESCROW;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        Completing completing = new Completing();
        return sessions.inTransaction(() -> settled(due.fire(deadline, completing::complete), completing))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Deadline>> fireAll(List<Deadline> batch) {
        Completing completing = new Completing();
        return settled(due.fireAll(batch, completing::complete), completing).map(Fired::busy);
    }

    /**
     * Nothing about the shipments of these orders needs to be looked for any more; what is held goes to the seller, and what
     * is unpaid is claimed (C1, E1).
     */
    private Uni<Fired> settled(Uni<Fired> firing, Completing completing) {
        return firing.call(fired -> shipments.settle(fired.changed()))
                .call(fired -> ledger.released(fired.changed(), Timestamps.now(clock)))
                .call(fired -> {
                    Instant now = Timestamps.now(clock);
                    return Steps.inTurn(
                            completing.unpaid,
                            orderId -> orders.lock(orderId).chain(order -> unpaid.claim(order, ACTOR, now)));
                });
    }

    /** Decides, and remembers of whom some money is due. */
    private static final class Completing {

        final List<String> unpaid = new ArrayList<>();

        Outcome complete(Order order, Instant now) {
            Outcome outcome = ReleaseEscrowDeadline.complete(order, now);
            if (outcome instanceof Outcome.Changed && order.unpaid().isPositive()) {
                unpaid.add(order.id());
            }
            return outcome;
        }
    }

    /** Not while a dispute is open, or a person holds the escrow (F13): whoever ends that sets the deadline anew. */
    static boolean releases(Order order) {
        return order.status() == OrderStatus.DELIVERED && !order.disputed() && !order.escrowHeld();
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
