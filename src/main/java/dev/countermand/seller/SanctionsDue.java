package dev.countermand.seller;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A27, P7: what happens to sanctions because nothing happened. Deadlines are an order's, and a sanction may be about none, so
 * they are looked for here: limits and suspensions that are over, and what nobody has approved or judged in time. Of
 * replicas at once each takes others.
 */
@ApplicationScoped
class SanctionsDue {

    /** Taken in one transaction. */
    private static final int BATCH = 100;

    private static final Logger LOG = Logger.getLogger(SanctionsDue.class);
    private static final Actor ACTOR = Actor.system("deadline");

    private static final String OVER = "s.status = 'IN_FORCE' and s.ends_at <= :now order by s.ends_at";

    private static final String UNAPPROVED =
            "s.status = 'AWAITING_APPROVAL' and s.approve_by <= :now and s.overdue_since is null order by s.approve_by";

    private static final String UNJUDGED = "s.appeal_status = 'OPEN' and s.appeal_decide_by <= :now"
            + " and s.appeal_overdue_since is null order by s.appeal_decide_by";

    private final Sessions sessions;
    private final Sanctions sanctions;
    private final SanctionNews news;
    private final InstantSource clock;

    SanctionsDue(Sessions sessions, Sanctions sanctions, SanctionNews news, InstantSource clock) {
        this.sessions = sessions;
        this.sanctions = sanctions;
        this.news = news;
        this.clock = clock;
    }

    @Scheduled(
            identity = "sanctions",
            every = "{countermand.sanctions.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        Instant now = Timestamps.now(clock);
        return drain(OVER, now, row -> sanctions.end(row, ACTOR, now))
                .chain(() -> drain(UNAPPROVED, now, row -> {
                    row.overdueSince = now;
                    return news.overdue(row, ACTOR, now);
                }))
                .chain(() -> drain(UNJUDGED, now, row -> {
                    row.appealOverdueSince = now;
                    return news.appealOverdue(row, ACTOR, now);
                }))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "Sanctions that are due could not be looked at"))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> drain(String which, Instant now, Function<SanctionRow, Uni<Void>> act) {
        return sessions.inTransaction(() -> Panache.getSession()
                        .chain(session -> OneColumn.of(
                                        session,
                                        "select s.id from sanction s where " + which + " limit :most"
                                                + " for update skip locked",
                                        UUID.class)
                                .setParameter("now", now)
                                .setParameter("most", BATCH)
                                .getResultList()
                                .chain(ids -> session.createSelectionQuery(
                                                "from SanctionRow where id in :ids", SanctionRow.class)
                                        .setParameter("ids", ids)
                                        .getResultList()))
                        .chain(rows -> Steps.inTurn(rows, act).replaceWith(rows.size())))
                .chain(done -> Steps.when(done == BATCH, () -> drain(which, now, act)));
    }
}
