package dev.countermand.operations;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.deadline.Lane;
import dev.countermand.kernel.Timestamps;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Figures about the state of the database, read now and then and shown between. Every replica shows the same: alert on
 * the maximum.
 */
@ApplicationScoped
class Gauges {

    private static final Logger LOG = Logger.getLogger(Gauges.class);

    private static final long NEVER = -1;

    private static final String OVERDUE_WORDS = "Deadlines that are due and not carried out, by lane";
    private static final String FAILING_WORDS = "Deadlines that failed at least once and are tried again, by lane";
    private static final String OVERDUE =
            "select count(*) from deadline where paused_at is null and due_at <= :now and kind in (:kinds)";
    private static final String FAILING = OVERDUE + " and attempts > 0";

    /** One figure; the query gives one number, {@code :now} is the present. */
    private enum Figure {
        DEADLINES_OVERDUE("countermand.deadlines.overdue", OVERDUE_WORDS, OVERDUE, Lane.RULES),
        JOBS_OVERDUE("countermand.deadlines.overdue", OVERDUE_WORDS, OVERDUE, Lane.JOBS),
        DEADLINES_FAILING("countermand.deadlines.failing", FAILING_WORDS, FAILING, Lane.RULES),
        JOBS_FAILING("countermand.deadlines.failing", FAILING_WORDS, FAILING, Lane.JOBS),
        UNAPPLIED_EVENTS(
                "countermand.unapplied.events",
                "Batches of carrier events not yet applied to every order in time",
                "select count(*) from unapplied_event where claimed_until <= :now"),
        SWEEP_AGE(
                "countermand.sweep.age.seconds",
                "Seconds since the last sweep that was done, dry runs apart; since this replica started when none ever"
                        + " was",
                "select cast(coalesce(extract(epoch from max(finished_at)), -1) as bigint) from sweep"
                        + " where status = 'DONE' and not dry_run",
                true),
        FULL_SWEEP_AGE(
                "countermand.sweep.full.age.seconds",
                "Seconds since the last sweep over everything that was done, dry runs apart; since this replica started"
                        + " when none ever was",
                "select cast(coalesce(extract(epoch from max(finished_at)), -1) as bigint) from sweep"
                        + " where status = 'DONE' and not dry_run and mode = 'FULL'",
                true),
        SWEEP_RANGES_WAITING(
                "countermand.sweep.ranges.waiting",
                "Ranges of sweeps that no replica has taken yet",
                "select count(*) from sweep_range where status = 'WAITING'"),
        OPEN_CASES(
                "countermand.cases.open",
                "Cases that wait for the administration",
                "select count(*) from review_case where status not in ('DECIDED', 'CLOSED')"),
        OVERDUE_CASES(
                "countermand.cases.overdue",
                "Cases that nobody has decided in time (P7)",
                "select count(*) from review_case"
                        + " where status in ('OPEN', 'CLAIMED', 'AWAITING_EVIDENCE', 'AWAITING_APPROVAL') and due_at <= :now"),
        OUTBOX_WAITING(
                "countermand.outbox.waiting",
                "Events that are committed and have no position yet",
                "select count(*) from outbox_event where position is null"),
        OUTBOX_LAG(
                "countermand.outbox.lag.seconds",
                "Age in seconds of the oldest event without a position",
                "select cast(coalesce(extract(epoch from (:now - min(time))), 0) as bigint) from outbox_event"
                        + " where position is null"),
        STATEMENTS_WAITING(
                "countermand.statements.waiting",
                "Statements of reasons that wait to be sent (A27)",
                "select count(*) from statement_export where state = 'WAITING'"),
        STATEMENTS_REJECTED(
                "countermand.statements.rejected",
                "Statements of reasons that the database did not take, and a person must look at (A27)",
                "select count(*) from statement_export where state = 'REJECTED'"),
        REFUNDS_ESCALATED(
                "countermand.refunds.escalated",
                "Refunds that support must look after (A22)",
                "select count(*) from refund where status = 'ESCALATED'"),
        REFUNDS_OVERDUE(
                "countermand.refunds.overdue",
                "Refunds that support should have looked after by now (A20b, P7)",
                "select count(*) from refund where status = 'ESCALATED' and overdue_since is not null");

        private final String metric;
        private final String description;
        private final String query;
        private final Tags tags;

        /** The query gives a moment, in seconds: the time since then goes on also while nothing can be read. */
        private final boolean since;

        Figure(String metric, String description, String query) {
            this(metric, description, query, false);
        }

        Figure(String metric, String description, String query, boolean since) {
            this(metric, description, query, Tags.empty(), since);
        }

        /** The figure of one lane; {@code :kinds} are its kinds. */
        Figure(String metric, String description, String query, Lane lane) {
            this(
                    metric,
                    description,
                    query.replace(":kinds", lane.sql()),
                    Tags.of("lane", lane.name().toLowerCase(Locale.ROOT)),
                    false);
        }

        Figure(String metric, String description, String query, Tags tags, boolean since) {
            this.metric = metric;
            this.description = description;
            this.query = query;
            this.tags = tags;
            this.since = since;
        }
    }

    private final Sessions sessions;
    private final InstantSource clock;
    private final Instant started;
    private final Map<Figure, AtomicLong> values = new EnumMap<>(Figure.class);

    Gauges(MeterRegistry registry, Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
        this.started = Timestamps.now(clock);
        for (Figure figure : Figure.values()) {
            AtomicLong value = new AtomicLong(figure.since ? NEVER : 0);
            values.put(figure, value);
            Gauge.builder(figure.metric, value, last -> figure.since ? secondsSince(last.get()) : last.doubleValue())
                    .description(figure.description)
                    .tags(figure.tags)
                    .register(registry);
        }
    }

    private double secondsSince(long moment) {
        return Timestamps.now(clock).getEpochSecond() - (moment == NEVER ? started.getEpochSecond() : moment);
    }

    @Scheduled(identity = "gauges", every = "{countermand.gauges.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        Instant now = Timestamps.now(clock);
        return Steps.inTurn(List.of(Figure.values()), figure -> read(figure, now))
                .onFailure()
                .invoke(failure ->
                        Faults.warn(LOG, failure, "The gauges could not be read; they show their last values"))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> read(Figure figure, Instant now) {
        boolean timed = figure.query.contains(":now");
        return sessions.inSession(() -> Panache.getSession().chain(session -> {
                    var query = OneColumn.of(session, figure.query, Long.class);
                    if (timed) {
                        query.setParameter("now", now);
                    }
                    return query.getSingleResult();
                }))
                .invoke(value -> Objects.requireNonNull(values.get(figure)).set(value))
                .replaceWithVoid();
    }
}
