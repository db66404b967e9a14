package dev.countermand.fraud;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;

/** Judges an order at the moment at which a missing scan becomes a signal (F1, F2, F3), not only at night. */
@ApplicationScoped
class Overdue implements DeadlineHandler {

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore store;
    private final FraudService fraud;
    private final InstantSource clock;

    Overdue(Sessions sessions, Deadlines deadlines, OrderStore store, FraudService fraud, InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.store = store;
        this.fraud = fraud;
        this.clock = clock;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.SCAN_DUE);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> store.lock(deadline.orderId())
                .flatMap(order -> deadlines
                        .finish(deadline)
                        .flatMap(mine -> mine
                                ? fraud.judge(order, "deadline", Timestamps.now(clock))
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem())));
    }
}
