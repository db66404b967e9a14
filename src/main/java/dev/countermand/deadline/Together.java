package dev.countermand.deadline;

import dev.countermand.database.Steps;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does together what comes from many at about the same time. Whoever comes while nothing is being done does it, after a
 * moment in which others may come; what comes meanwhile is the next go. So nobody waits for those who have not come for
 * longer than that, and the more come, the more are done in one go.
 */
final class Together<T> {

    private final int most;
    private final Duration gather;
    private final Function<T, String> order;
    private final Function<List<T>, Uni<Void>> work;
    private final List<T> waiting = new ArrayList<>();
    private boolean busy;

    /**
     * @param most in one go
     * @param gather how long a go that is not full waits for more; nothing for not at all
     * @param order of which a thing is; two of one order are never in one go
     * @param work is done on a go, and does not fail
     */
    Together(int most, Duration gather, Function<T, String> order, Function<List<T>, Uni<Void>> work) {
        this.most = most;
        this.gather = gather;
        this.order = order;
        this.work = work;
    }

    /** Hands a thing over. Done at once for whom somebody else does it; for whoever does it, when nothing waits any more. */
    Uni<Void> add(T thing) {
        return Uni.createFrom().deferred(() -> isFirst(thing) ? workOn() : Steps.nothing());
    }

    /** How many have not been begun. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized boolean isFirst(T thing) {
        waiting.add(thing);
        boolean first = !busy;
        busy = true;
        return first;
    }

    private synchronized List<T> next() {
        List<T> go = Rounds.next(waiting, most, order);
        busy = !go.isEmpty();
        return go;
    }

    private Uni<Void> workOn() {
        return Uni.createFrom()
                .deferred(() -> gathered().chain(() -> {
                    List<T> go = next();
                    return go.isEmpty()
                            ? Uni.createFrom().item(false)
                            : work.apply(go).replaceWith(true);
                }))
                .repeat()
                .whilst(more -> more)
                .collect()
                .with(Collectors.counting())
                .onFailure()
                .invoke(this::giveUp)
                .replaceWithVoid();
    }

    private Uni<Void> gathered() {
        int come = waiting();
        return gather.isZero() || come == 0 || come >= most
                ? Steps.nothing()
                : Steps.nothing().onItem().delayIt().by(gather);
    }

    /** What waits is done by whoever comes next. */
    private synchronized void giveUp() {
        busy = false;
    }
}
