package dev.countermand.deadline;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Does the jobs that are due ({@link Lane#JOBS}), apart from the rules. They are claimed and begun in due order. What a
 * {@link BatchJobHandler} can do for many is read for a whole claim, called one by one, and written with whatever else was
 * answered meanwhile; everything else, and what failed so, is done by itself. One whose receiver does not answer holds one
 * slot, for as long as a call may take, and nothing else waits for it.
 */
@ApplicationScoped
public class JobRunner {

    /** Jobs beside each other. A job that waits for an answer holds no connection. */
    static final int WIDTH = 8;

    private final Sessions sessions;
    private final DeadlineClaims claims;
    private final DeadlineHandlers handlers;
    private final InstantSource clock;
    private final Duration lease;
    private final int batch;

    /**
     * @param callLimit after which a call has failed; a claim outlasts it by what a rule's claim is for
     * @param batch jobs claimed at once, and orders in one transaction; 1 where no transaction may cross two orders
     */
    JobRunner(
            Sessions sessions,
            DeadlineClaims claims,
            DeadlineHandlers handlers,
            InstantSource clock,
            @ConfigProperty(name = "countermand.jobs.call-limit") Duration callLimit,
            @ConfigProperty(name = "countermand.deadline.batch") int batch) {
        this.sessions = sessions;
        this.claims = claims;
        this.handlers = handlers;
        this.clock = clock;
        this.lease = callLimit.plus(DeadlineClaims.CLAIM);
        this.batch = batch;
    }

    /** Works until nothing that is due now is left, every call has ended and is written; returns how many were claimed. */
    public Uni<Integer> drain() {
        return Uni.createFrom()
                .deferred(() -> batch == 1
                        ? new Slots<>(WIDTH, () -> claims.claim(Lane.JOBS, 1, lease), handlers::fire).drain()
                        : new Slots<>(WIDTH, new Drain()::next, Supplier::get).drain());
    }

    private final class Drain {

        private final Map<DeadlineKind, JobBatch<?>> batches = new EnumMap<>(DeadlineKind.class);
        private final Queue<Supplier<Uni<Void>>> ready = new ConcurrentLinkedQueue<>();

        /** One job, which is begun at once. Nothing is claimed while more answers wait than one transaction takes. */
        Uni<List<Supplier<Uni<Void>>>> next() {
            boolean behind =
                    batches.values().stream().mapToInt(JobBatch::waiting).sum() >= batch;
            return Steps.when(ready.isEmpty() && !behind, this::claim).map(ignored -> {
                Supplier<Uni<Void>> first = ready.poll();
                return first == null ? List.of() : List.of(first);
            });
        }

        private Uni<Void> claim() {
            return claims.claim(Lane.JOBS, batch, lease).chain(claimed -> {
                Map<JobBatch<?>, List<Deadline>> together = new LinkedHashMap<>();
                for (Deadline deadline : claimed) {
                    if (handlers.of(deadline.kind()) instanceof BatchJobHandler<?> handler) {
                        together.computeIfAbsent(batchOf(handler), ignored -> new ArrayList<>())
                                .add(deadline);
                    }
                }
                Map<UUID, Supplier<Uni<Void>>> jobs = new HashMap<>();
                return Steps.inTurn(
                                together.entrySet(),
                                each -> each.getKey().read(each.getValue()).invoke(jobs::putAll))
                        .invoke(() -> claimed.forEach(deadline ->
                                ready.add(jobs.getOrDefault(deadline.id(), () -> handlers.fire(deadline)))));
            });
        }

        private JobBatch<?> batchOf(BatchJobHandler<?> handler) {
            return batches.computeIfAbsent(
                    handler.kind(), ignored -> new JobBatch<>(handler, handlers, claims, sessions, clock, batch));
        }
    }
}
