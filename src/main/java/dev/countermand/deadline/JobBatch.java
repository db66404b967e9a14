package dev.countermand.deadline;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.BatchJobHandler.Answered;
import dev.countermand.deadline.BatchJobHandler.Call;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The jobs of one kind while the lane is drained: read together, called beside each other, and written together as the
 * answers come. A call that hangs keeps no answer from being written, and one that cannot be written no other.
 */
final class JobBatch<A> {

    private static final Logger LOG = Logger.getLogger(JobBatch.class);

    /**
     * A job that was not begun so long after it was read is given back: what was read of it may be old, and its claim must
     * outlast its call.
     */
    static final Duration BEGUN_WITHIN = DeadlineClaims.CLAIM.dividedBy(2);

    /** A transaction that writes few answers costs nearly as much as one that writes many. */
    static final Duration GATHERED_FOR = Duration.ofMillis(20);

    private final BatchJobHandler<A> handler;
    private final DeadlineHandlers handlers;
    private final DeadlineClaims claims;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Together<Answered<A>> answers;

    /** @param most answers in one transaction */
    JobBatch(
            BatchJobHandler<A> handler,
            DeadlineHandlers handlers,
            DeadlineClaims claims,
            Sessions sessions,
            InstantSource clock,
            int most) {
        this.handler = handler;
        this.handlers = handlers;
        this.claims = claims;
        this.sessions = sessions;
        this.clock = clock;
        this.answers = new Together<>(
                most, GATHERED_FOR, answered -> answered.deadline().orderId(), this::write);
    }

    /** Answers that are not being written yet. */
    int waiting() {
        return answers.waiting();
    }

    /** Reads these, and gives what is to be done for each; what could not be read with the others is done by itself. */
    Uni<Map<UUID, Supplier<Uni<Void>>>> read(List<Deadline> due) {
        Instant until = clock.instant().plus(BEGUN_WITHIN);
        return Uni.createFrom()
                .deferred(() -> handler.read(due))
                .onFailure()
                .recoverWithItem(failure -> {
                    Faults.warn(LOG, failure, "%d jobs could not be read together; now one by one", due.size());
                    return List.of();
                })
                .map(calls -> jobs(due, calls, until));
    }

    private Map<UUID, Supplier<Uni<Void>>> jobs(List<Deadline> due, List<Call<A>> calls, Instant until) {
        Map<UUID, Supplier<Uni<Void>>> jobs = new HashMap<>();
        due.forEach(deadline -> jobs.put(deadline.id(), () -> handlers.fire(deadline)));
        calls.forEach(call -> jobs.put(call.deadline().id(), () -> carryOut(call, until)));
        return jobs;
    }

    private Uni<Void> carryOut(Call<A> call, Instant until) {
        Deadline deadline = call.deadline();
        if (clock.instant().isAfter(until)) {
            return claims.againSoon(List.of(deadline));
        }
        return Uni.createFrom()
                .deferred(() -> call.call().get())
                .chain(answer -> answers.add(new Answered<>(deadline, answer)))
                .onFailure()
                .recoverWithUni(failure -> handlers.failed(deadline, failure));
    }

    /** An order that somebody has locked is not waited for: others would wait with it. */
    private Uni<Void> write(List<Answered<A>> many) {
        return Uni.createFrom()
                .deferred(() -> handler.writeAll(many))
                .chain(busy -> Steps.when(
                        !busy.isEmpty(),
                        () -> claims.againSoon(
                                busy.stream().map(Answered::deadline).toList())))
                .onFailure()
                .recoverWithUni(failure -> {
                    Faults.warn(
                            LOG,
                            failure,
                            "What came of %d jobs could not be written together; now one by one",
                            many.size());
                    return sessions.forEach(many, JobRunner.WIDTH, this::write);
                });
    }

    private Uni<Void> write(Answered<A> one) {
        return Uni.createFrom()
                .deferred(() -> handler.write(one))
                .onFailure()
                .recoverWithUni(failure -> handlers.failed(one.deadline(), failure));
    }
}
