package dev.countermand.fraud.judgement;

import dev.countermand.database.Sessions;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.deadline.DueDeadlines;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * F3 and F10 look at two orders, and whoever declares a number or gives a document changes one. All that have it in common
 * are judged right afterwards, each in a transaction of its own: no transaction crosses two orders, a crash in between loses
 * nothing, and of two that came at once, each unseen by the other, the later to commit finds both.
 */
@ApplicationScoped
public class OrdersInCommon {

    /** Orders judged at the same time. */
    private static final int WIDTH = 1;

    private final Sessions sessions;
    private final Deadlines deadlines;
    private final DueDeadlines due;
    private final OrderStore orders;
    private final FactsReader facts;
    private final JudgementService fraud;
    private final InstantSource clock;

    OrdersInCommon(
            Sessions sessions,
            Deadlines deadlines,
            DueDeadlines due,
            OrderStore orders,
            FactsReader facts,
            JudgementService fraud,
            InstantSource clock) {
        this.sessions = sessions;
        this.deadlines = deadlines;
        this.due = due;
        this.orders = orders;
        this.facts = facts;
        this.fraud = fraud;
        this.clock = clock;
    }

    /**
     * Has all be judged that have a number or a document in common with this order: right after this transaction, because
     * what others do at this moment it cannot see.
     *
     * @param subject what they may have in common, for example {@code shipments/...}
     */
    public Uni<Void> compareLater(Order order, DeadlineKind kind, String subject, Instant now) {
        return deadlines.set(order.id(), kind, subject, now, now);
    }

    /** @param trigger what led to it, as the findings keep it */
    Uni<Void> judgeAll(Deadline deadline, String trigger) {
        return sessions.inSession(() -> facts.ordersSharing(deadline.orderId()))
                .map(others -> withItself(deadline.orderId(), others))
                .chain(sharing -> sessions.forEach(sharing, WIDTH, order -> judge(order, trigger)))
                .chain(() -> sessions.inTransaction(() -> due.finish(deadline)))
                .replaceWithVoid();
    }

    /** The order itself was judged when neither knew of the other, if they came at once. */
    private static List<String> withItself(String orderId, List<String> others) {
        return others.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(orderId), others.stream()).toList();
    }

    private Uni<Void> judge(String orderId, String trigger) {
        return sessions.inTransaction(() -> orders.lock(orderId)
                .chain(order -> fraud.judge(order, trigger, Timestamps.now(clock)))
                .replaceWithVoid());
    }
}
