package dev.countermand.http.record;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.http.gate.Methods;
import dev.countermand.journal.Journal;
import dev.countermand.journal.RefusedAct;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the audit what known callers tried and may not do. Not with the call: it is written a moment later, so that a
 * refusal costs its call nothing and a sick database delays nobody. What a killed replica had not written is lost.
 */
@ApplicationScoped
class RefusedActs {

    private static final Logger LOG = Logger.getLogger(RefusedActs.class);

    /** Of all callers of a replica in a minute. */
    static final int MOST_OF_ALL = 200;

    /** Entries that wait for a database that is away; later ones are left out. */
    private static final int MOST_WAITING = 1_000;

    private static final int MOST_CHARACTERS = 200;

    /** Not allowed, not theirs, not now, not any more, not twice. What is merely malformed is no act. */
    private static final Set<Integer> REFUSED = Set.of(403, 404, 409, 412, 422);

    private final MinuteBook book;
    private final Sessions sessions;
    private final Journal journal;
    private final InstantSource clock;
    private final ArrayDeque<RefusedAct> waiting = new ArrayDeque<>();

    RefusedActs(
            Sessions sessions,
            Journal journal,
            InstantSource clock,
            @ConfigProperty(name = "countermand.refused-acts.most-per-minute") int most) {
        this.sessions = sessions;
        this.journal = journal;
        this.clock = clock;
        this.book = new MinuteBook(most, MOST_OF_ALL);
    }

    void note(AnsweredCall call) {
        String caller = call.caller();
        if (caller == null || Methods.isReading(call.method()) || !REFUSED.contains(call.status())) {
            return;
        }
        Instant now = Timestamps.now(clock);
        if (book.admits(caller, now)) {
            keep(new RefusedAct(
                    caller,
                    name(call.role()),
                    shown(call),
                    now,
                    Map.of(
                            "status",
                            call.status(),
                            "code",
                            call.refusal().orElse("OTHER"),
                            "correlationId",
                            call.correlation())));
        }
    }

    private void keep(RefusedAct act) {
        synchronized (waiting) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(act);
            }
        }
    }

    @Scheduled(
            identity = "refused-acts",
            every = "{countermand.refused-acts.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        Instant now = Timestamps.now(clock);
        book.close(now)
                .forEach((caller, count) -> keep(new RefusedAct(
                        caller.isEmpty() ? "others" : caller, "", "left out", now, Map.of("leftOut", count))));
        List<RefusedAct> acts = new ArrayList<>();
        synchronized (waiting) {
            acts.addAll(waiting);
        }
        if (acts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sessions.inTransaction(() -> journal.writeRefused(acts))
                .invoke(() -> written(acts.size()))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "Refused acts could not be written; trying again"))
                .onFailure()
                .recoverWithNull();
    }

    private void written(int count) {
        synchronized (waiting) {
            for (int i = 0; i < count; i++) {
                waiting.remove();
            }
        }
    }

    /** Method and path; what is no address of ours may say anything. */
    private static String shown(AnsweredCall call) {
        String path = call.path().replaceAll("[^\\x21-\\x7E]", "?");
        return call.method() + " " + path.substring(0, Math.min(path.length(), MOST_CHARACTERS));
    }

    private static String name(@Nullable Role role) {
        return role == null ? "" : role.token();
    }
}
