package dev.countermand.cancellation;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/** A6: where the policy says so, a seller who does not answer has agreed. */
@ApplicationScoped
class SilentSellers implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("deadline");

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore orders;
    private final Cancellations cancellations;
    private final InstantSource clock;

    SilentSellers(
            Sessions sessions,
            Deadlines deadlines,
            OrderStore orders,
            Cancellations cancellations,
            InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.orders = orders;
        this.cancellations = cancellations;
        this.clock = clock;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.APPROVE_SILENCE);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        UUID request = UUID.fromString(deadline.subject());
        return sessions.inTransaction(() -> orders.lock(deadline.orderId())
                .flatMap(order -> deadlines
                        .finish(deadline)
                        .flatMap(mine -> mine
                                ? cancellations.approveSilence(order, request, ACTOR, Timestamps.now(clock))
                                : Uni.createFrom().voidItem())));
    }
}
