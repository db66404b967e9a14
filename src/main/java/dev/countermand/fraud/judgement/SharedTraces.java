package dev.countermand.fraud.judgement;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * F3 and F10 look at two orders, and whoever declares a number or gives a document changes one. All that have it in common
 * are judged right afterwards, each in a transaction of its own: no transaction crosses two orders, a crash in between loses
 * nothing, and of two that came at once, each unseen by the other, the later to commit finds both.
 */
@ApplicationScoped
class SharedTraces implements DeadlineHandler {

    /** Orders judged at the same time. */
    private static final int WIDTH = 1;

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final OrderStore orders;
    private final FactsReader facts;
    private final JudgementService fraud;
    private final InstantSource clock;

    SharedTraces(
            Sessions sessions,
            Deadlines deadlines,
            OrderStore orders,
            FactsReader facts,
            JudgementService fraud,
            InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.orders = orders;
        this.facts = facts;
        this.fraud = fraud;
        this.clock = clock;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(DeadlineKind.NUMBER_SHARED, DeadlineKind.DOCUMENT_SHARED);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inSession(() -> facts.ordersSharing(deadline.orderId()))
                .map(others -> withItself(deadline.orderId(), others))
                .chain(sharing -> sessions.forEach(sharing, WIDTH, order -> judge(order, deadline.kind())))
                .chain(() -> sessions.inTransaction(() -> deadlines.finish(deadline)))
                .replaceWithVoid();
    }

    /** The order itself was judged when neither knew of the other, if they came at once. */
    private static List<String> withItself(String orderId, List<String> others) {
        return others.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(orderId), others.stream()).toList();
    }

    private Uni<Void> judge(String orderId, DeadlineKind kind) {
        String trigger = kind == DeadlineKind.NUMBER_SHARED ? "number" : "document";
        return sessions.inTransaction(() -> orders.lock(orderId)
                .chain(order -> fraud.judge(order, trigger, Timestamps.now(clock)))
                .replaceWithVoid());
    }
}
