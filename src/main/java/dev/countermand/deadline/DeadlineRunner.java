package dev.countermand.deadline;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries out what is due. A batch is claimed in due order under {@code FOR UPDATE SKIP LOCKED} by any number of
 * replicas. What a {@link BatchDeadlineHandler} can do together is done in one transaction; everything else, and a batch
 * that failed, one deadline at a time in a transaction of its order, in due order within an order. A claim of a killed
 * replica runs out and is taken by another; that the effect happens once is decided by {@link Deadlines#finish}.
 *
 * <p>After an outage everything overdue comes at once, and is no stampede: a process drains once at a time (the job skips
 * ticks meanwhile), claims so many, and claims again when those are done. Batches follow each other on one connection,
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
    private final int batch;
    private final Map<DeadlineKind, DeadlineHandler> handlers = new EnumMap<>(DeadlineKind.class);

    /** @param batch orders in one transaction; 1 where no transaction may cross two orders */
    public DeadlineRunner(
            Sessions sessions,
            DeadlineClaims claims,
            Instance<DeadlineHandler> handlers,
            @ConfigProperty(name = "countermand.deadline.batch") int batch) {
        if (batch < 1) {
            throw new IllegalStateException("countermand.deadline.batch must be at least 1, and is " + batch);
        }
        this.sessions = sessions;
        this.claims = claims;
        this.batch = batch;
        for (DeadlineHandler handler : handlers) {
            for (DeadlineKind kind : handler.kinds()) {
                if (this.handlers.put(kind, handler) != null) {
                    throw new IllegalStateException("Two handlers for the deadline " + kind);
                }
            }
        }
        for (DeadlineKind kind : DeadlineKind.values()) {
            if (!this.handlers.containsKey(kind)) {
                throw new IllegalStateException("No handler for the deadline " + kind);
            }
        }
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
        return claims.claim(Math.max(CLAIMED, batch)).chain(claimed -> {
            Set<String> busy = new HashSet<>();
            Uni<Void> chain = Steps.nothing();
            for (List<Deadline> round : rounds(claimed)) {
                chain = chain.chain(() -> fireRound(round, busy));
            }
            return chain.replaceWith(claimed.size());
        });
    }

    /** The first deadline of each order, then the second of those that have two, and so on. */
    private static List<List<Deadline>> rounds(List<Deadline> claimed) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<List<Deadline>> rounds = new ArrayList<>();
        for (Deadline deadline : claimed) {
            int round = seen.merge(deadline.orderId(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(deadline);
        }
        return rounds;
    }

    /** An order's later deadline waits with its earlier one. */
    private Uni<Void> fireRound(List<Deadline> round, Set<String> busy) {
        List<Deadline> waiting = new ArrayList<>();
        List<Deadline> single = new ArrayList<>();
        Map<BatchDeadlineHandler, List<Deadline>> together = new LinkedHashMap<>();
        for (Deadline deadline : round) {
            if (busy.contains(deadline.orderId())) {
                waiting.add(deadline);
            } else if (batch > 1 && handlerOf(deadline) instanceof BatchDeadlineHandler handler) {
                together.computeIfAbsent(handler, ignored -> new ArrayList<>()).add(deadline);
            } else {
                single.add(deadline);
            }
        }
        Uni<Void> chain = leave(waiting);
        for (Map.Entry<BatchDeadlineHandler, List<Deadline>> entry : together.entrySet()) {
            for (List<Deadline> chunk : chunks(entry.getValue())) {
                chain = chain.chain(() -> fireAll(entry.getKey(), chunk)).chain(left -> {
                    left.forEach(deadline -> busy.add(deadline.orderId()));
                    return leave(left);
                });
            }
        }
        return chain.chain(() -> oneByOne(single));
    }

    private Uni<Void> leave(Collection<Deadline> busy) {
        return Steps.when(!busy.isEmpty(), () -> claims.againSoon(List.copyOf(busy)));
    }

    private List<List<Deadline>> chunks(List<Deadline> due) {
        List<List<Deadline>> chunks = new ArrayList<>();
        for (int from = 0; from < due.size(); from += batch) {
            chunks.add(due.subList(from, Math.min(from + batch, due.size())));
        }
        return chunks;
    }

    /** One bad deadline neither holds up nor loses the others of its batch. */
    private Uni<List<Deadline>> fireAll(BatchDeadlineHandler handler, List<Deadline> due) {
        return sessions.inTransaction(() -> handler.fireAll(due)).onFailure().recoverWithUni(failure -> {
            LOG.warnf(failure, "A batch of %d deadlines failed; they are now fired one by one", due.size());
            return oneByOne(due).replaceWith(List.of());
        });
    }

    private Uni<Void> oneByOne(List<Deadline> due) {
        return sessions.forEach(due, WIDTH, this::fire);
    }

    private Uni<Void> fire(Deadline deadline) {
        return handlerOf(deadline).fire(deadline).onFailure().recoverWithUni(failure -> {
            LOG.errorf(
                    failure,
                    "The deadline %s of order %s failed, attempt %d",
                    deadline.kind(),
                    deadline.orderId(),
                    deadline.attempts() + 1);
            return claims.putOff(deadline, failure);
        });
    }

    private DeadlineHandler handlerOf(Deadline deadline) {
        return Objects.requireNonNull(handlers.get(deadline.kind()));
    }
}
