package dev.countermand.deadline;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries out what the rules have due ({@link Lane#RULES}). A batch is claimed in due order under
 * {@code FOR UPDATE SKIP LOCKED} by any number of replicas. What a {@link BatchDeadlineHandler} can do together is done in
 * one transaction; everything else, and a batch that failed, one deadline at a time in a transaction of its order, in due
 * order within an order. A claim of a killed replica runs out and is taken by another; that the effect happens once is
 * decided by {@link DueDeadlines#finish}.
 *
 * <p>After an outage everything overdue comes at once, and is no stampede: a process drains once at a time (the tick is
 * skipped meanwhile), claims so many, and claims again when those are done. Batches follow each other on one connection,
 * single deadlines use at most {@link #WIDTH}; the rest of the pool is left to people. An order that is somebody's at that
 * moment is left alone instead of waited for.
 */
@ApplicationScoped
public class DeadlineRunner {

    private static final Logger LOG = Logger.getLogger(DeadlineRunner.class);

    /** Deadlines claimed at once, or a batch, where that is more. */
    static final int CLAIMED = 200;

    /** Orders worked on beside each other, where each has its own transaction. */
    static final int WIDTH = 8;

    private final Sessions sessions;
    private final DeadlineClaims claims;
    private final DeadlineHandlers handlers;
    private final int batch;

    /** @param batch orders in one transaction; 1 where no transaction may cross two orders */
    DeadlineRunner(
            Sessions sessions,
            DeadlineClaims claims,
            DeadlineHandlers handlers,
            @ConfigProperty(name = "countermand.deadline.batch") int batch) {
        if (batch < 1) {
            throw new IllegalStateException("countermand.deadline.batch must be at least 1, and is " + batch);
        }
        this.sessions = sessions;
        this.claims = claims;
        this.handlers = handlers;
        this.batch = batch;
    }

    /** Fires until nothing that is due now is left; returns how many were claimed. */
    public Uni<Integer> drain() {
        return Uni.createFrom()
                .deferred(this::fireClaimed)
                .repeat()
                .whilst(claimed -> claimed > 0)
                .collect()
                .with(Collectors.summingInt(claimed -> claimed));
    }

    private Uni<Integer> fireClaimed() {
        return claims.claim(Lane.RULES, Math.max(CLAIMED, batch), DeadlineClaims.CLAIM)
                .chain(claimed -> {
                    Set<String> busy = new HashSet<>();
                    return Steps.inTurn(Rounds.of(claimed), round -> fireRound(round, busy))
                            .replaceWith(claimed.size());
                });
    }

    /** An order's later deadline waits with its earlier one. */
    private Uni<Void> fireRound(List<Deadline> round, Set<String> busy) {
        List<Deadline> waiting = new ArrayList<>();
        List<Deadline> single = new ArrayList<>();
        Map<BatchDeadlineHandler, List<Deadline>> together = new LinkedHashMap<>();
        for (Deadline deadline : round) {
            if (busy.contains(deadline.orderId())) {
                waiting.add(deadline);
            } else if (batch > 1 && handlers.of(deadline.kind()) instanceof BatchDeadlineHandler handler) {
                together.computeIfAbsent(handler, ignored -> new ArrayList<>()).add(deadline);
            } else {
                single.add(deadline);
            }
        }
        return leave(waiting)
                .chain(() -> Steps.inTurn(
                        together.entrySet(), entry -> fireTogether(entry.getKey(), entry.getValue(), busy)))
                .chain(() -> oneByOne(single));
    }

    private Uni<Void> fireTogether(BatchDeadlineHandler handler, List<Deadline> due, Set<String> busy) {
        return Steps.inTurn(
                Rounds.chunks(due, batch),
                chunk -> fireAll(handler, chunk).chain(left -> {
                    left.forEach(deadline -> busy.add(deadline.orderId()));
                    return leave(left);
                }));
    }

    private Uni<Void> leave(Collection<Deadline> busy) {
        return Steps.when(!busy.isEmpty(), () -> claims.againSoon(List.copyOf(busy)));
    }

    /** One bad deadline neither holds up nor loses the others of its batch. */
    private Uni<List<Deadline>> fireAll(BatchDeadlineHandler handler, List<Deadline> due) {
        return sessions.inTransaction(() -> handler.fireAll(due)).onFailure().recoverWithUni(failure -> {
            Faults.warn(LOG, failure, "A batch of %d deadlines failed; they are now fired one by one", due.size());
            return oneByOne(due).replaceWith(List.of());
        });
    }

    private Uni<Void> oneByOne(List<Deadline> due) {
        return sessions.forEach(due, WIDTH, handlers::fire);
    }
}
