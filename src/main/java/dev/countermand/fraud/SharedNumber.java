package dev.countermand.fraud;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.OrderStore;
import dev.countermand.shipment.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * F3 looks at two orders, and a declaration changes one. The others with its number are judged right afterwards, each in
 * a transaction of its own: no transaction crosses two orders, and a crash in between loses nothing.
 */
@ApplicationScoped
class SharedNumber implements DeadlineHandler {

    /** Orders judged at the same time. */
    private static final int WIDTH = 1;

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore orders;
    private final ShipmentStore shipments;
    private final FactsReader facts;
    private final FraudService fraud;
    private final InstantSource clock;

    SharedNumber(
            Sessions sessions,
            Deadlines deadlines,
            OrderStore orders,
            ShipmentStore shipments,
            FactsReader facts,
            FraudService fraud,
            InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.orders = orders;
        this.shipments = shipments;
        this.facts = facts;
        this.fraud = fraud;
        this.clock = clock;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.NUMBER_SHARED);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> sharing(deadline))
                .flatMap(others -> sessions.forEach(others, WIDTH, this::judge))
                .flatMap(ignored -> sessions.inTransaction(() -> deadlines.finish(deadline)))
                .replaceWithVoid();
    }

    private Uni<List<String>> sharing(Deadline deadline) {
        return shipments
                .ofOrders(List.of(deadline.orderId()))
                .flatMap(declared -> declared.stream()
                        .filter(shipment -> shipment.id().toString().equals(deadline.subject()))
                        .findFirst()
                        .map(facts::ordersSharing)
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private Uni<Void> judge(String orderId) {
        return sessions.inTransaction(() -> orders.lock(orderId)
                .flatMap(order -> fraud.judge(order, "number", Timestamps.now(clock)))
                .replaceWithVoid());
    }
}
