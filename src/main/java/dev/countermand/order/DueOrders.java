package dev.countermand.order;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.Deadlines;
import dev.countermand.deadline.DueDeadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out deadlines of orders: locks the order, finishes the deadline, and lets the handler act if nobody has finished
 * it before. A handler that can decide by the order alone decides in memory, and the saving is done here: of one or of
 * many, the statements are the same few.
 */
@ApplicationScoped
public class DueOrders {

    private static final Actor ACTOR = Actor.system("deadline");

    /** What a handler made of an order whose time has come. */
    public sealed interface Outcome {

        /** What the deadline waited for has happened otherwise. */
        record Nothing() implements Outcome {}

        /** It is looked at again at that time. */
        record Later(Instant dueAt) implements Outcome {}

        /** The handler has changed the order, which is saved with this event. */
        record Changed(String event, Map<String, Object> data) implements Outcome {}
    }

    /** Decides on a locked order, and changes it where that is the outcome. */
    @FunctionalInterface
    public interface Decision {
        Outcome of(Order order, Instant now);
    }

    /** Acts on a locked order, and saves what it changes. */
    @FunctionalInterface
    public interface Act {
        Uni<Void> on(Order order, Instant now);
    }

    /**
     * What became of a batch.
     *
     * @param changed orders that were changed and saved
     * @param busy deadlines that were left alone, because somebody has their order locked
     */
    public record Fired(List<String> changed, List<Deadline> busy) {}

    /**
     * Deadlines that were finished and are the caller's to carry out, each with its order, which is locked.
     *
     * @param busy those that were left alone, because somebody has their order locked
     */
    public record Taken(Map<Deadline, Order> mine, List<Deadline> busy) {}

    private record Due(Deadline deadline, Order order) {}

    /** Its order is not frozen, or it had not been finished. */
    private record Again(Deadline deadline, Instant dueAt) {}

    private final Sessions sessions;
    private final OrderStore store;
    private final OrderBatches batches;
    private final Deadlines deadlines;
    private final DueDeadlines dueDeadlines;
    private final InstantSource clock;

    DueOrders(
            Sessions sessions,
            OrderStore store,
            OrderBatches batches,
            Deadlines deadlines,
            DueDeadlines dueDeadlines,
            InstantSource clock) {
        this.sessions = sessions;
        this.store = store;
        this.batches = batches;
        this.deadlines = deadlines;
        this.dueDeadlines = dueDeadlines;
        this.clock = clock;
    }

    /** One deadline, in a transaction of its own; waits for the order's lock. */
    public Uni<Void> carryOut(Deadline deadline, Act act) {
        return sessions.inTransaction(() -> store.lock(deadline.orderId())
                .chain(order -> dueDeadlines
                        .finish(deadline)
                        .chain(mine -> Steps.when(mine, () -> act.on(order, Timestamps.now(clock))))));
    }

    /** Takes one deadline, if it is still there; waits for the order's lock. */
    @NeedsTransaction
    public Uni<Taken> take(Deadline deadline) {
        return store.lock(deadline.orderId()).chain(order -> finished(List.of(new Due(deadline, order)), List.of()));
    }

    /**
     * Takes those of many deadlines, each of another order, that are still there; waits for no order's lock. The caller saves
     * none of the orders.
     */
    @NeedsTransaction
    public Uni<Taken> takeAll(List<Deadline> due) {
        return batches.lockIdleUnchanged(due.stream().map(Deadline::orderId).toList())
                .chain(locked -> {
                    List<Deadline> busy = new ArrayList<>();
                    return finished(idle(due, locked, busy), busy);
                });
    }

    private Uni<Taken> finished(List<Due> due, List<Deadline> busy) {
        if (due.isEmpty()) {
            return Uni.createFrom().item(new Taken(Map.of(), busy));
        }
        return dueDeadlines.finishAll(due.stream().map(Due::deadline).toList()).map(finished -> {
            Map<Deadline, Order> mine = new LinkedHashMap<>();
            for (Due each : due) {
                if (finished.contains(each.deadline().id())) {
                    mine.put(each.deadline(), each.order());
                }
            }
            return new Taken(mine, busy);
        });
    }

    /** Those whose order is among the locked ones; the others are {@code busy}. */
    private static List<Due> idle(List<Deadline> due, List<Order> locked, List<Deadline> busy) {
        Map<String, Order> byId = locked.stream().collect(Collectors.toMap(Order::id, Function.identity()));
        List<Due> idle = new ArrayList<>();
        for (Deadline deadline : due) {
            Order order = byId.get(deadline.orderId());
            if (order == null) {
                busy.add(deadline);
            } else {
                idle.add(new Due(deadline, order));
            }
        }
        return idle;
    }

    /** One deadline; waits for the order's lock. */
    @NeedsTransaction
    public Uni<Fired> fire(Deadline deadline, Decision decision) {
        return store.lock(deadline.orderId())
                .chain(order -> decide(List.of(new Due(deadline, order)), decision))
                .map(changed -> new Fired(changed, List.of()));
    }

    /** Many deadlines, each of another order; waits for no order's lock. */
    @NeedsTransaction
    public Uni<Fired> fireAll(List<Deadline> due, Decision decision) {
        return batches.lockIdle(due.stream().map(Deadline::orderId).toList()).chain(locked -> {
            List<Deadline> busy = new ArrayList<>();
            List<Due> mine = idle(due, locked, busy);
            return decide(mine, decision).map(changed -> new Fired(changed, busy));
        });
    }

    private Uni<List<String>> decide(List<Due> due, Decision decision) {
        if (due.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Instant now = Timestamps.now(clock);
        return dueDeadlines.finishAll(due.stream().map(Due::deadline).toList()).chain(finished -> {
            List<OrderBatches.Change> changes = new ArrayList<>();
            List<Again> again = new ArrayList<>();
            for (Due each : due) {
                if (!finished.contains(each.deadline().id())) {
                    continue;
                }
                switch (decision.of(each.order(), now)) {
                    case Outcome.Nothing ignored -> {}
                    case Outcome.Later later -> again.add(new Again(each.deadline(), later.dueAt()));
                    case Outcome.Changed changed ->
                        changes.add(new OrderBatches.Change(each.order(), changed.event(), changed.data()));
                }
            }
            return Steps.inTurn(again, each -> set(each, now))
                    .chain(() -> batches.saveAll(changes, ACTOR, now))
                    .replaceWith(() ->
                            changes.stream().map(change -> change.order().id()).toList());
        });
    }

    private Uni<Void> set(Again again, Instant now) {
        Deadline deadline = again.deadline();
        return deadlines.set(deadline.orderId(), deadline.kind(), deadline.subject(), again.dueAt(), now);
    }
}
