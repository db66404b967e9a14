package dev.countermand.fraud.sweep;

import dev.countermand.database.query.Columns;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Who works on a range, and what they write for it: everything is guarded by the fencing token of their lease. */
@ApplicationScoped
class RangeLeases {

    /** A range that failed so often fails for good, and the others go on. */
    static final int ATTEMPTS_AT_MOST = 5;

    /** A range that was leased so often takes every replica down that touches it. */
    static final int LEASES_AT_MOST = 100;

    /** One that failed rests before it is tried again. */
    static final Duration REST = Duration.ofSeconds(5);

    static final int FAILURE_CHARS = 1_000;

    private final Duration lease;

    RangeLeases(@ConfigProperty(name = "countermand.sweep.lease") Duration lease) {
        this.lease = lease;
    }

    /** Leases the range that is next: one that waits, or whose replica is gone; null when there is none. */
    Uni<@Nullable RangeLease> claim(Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SweepSql.CLAIM_RANGE, Object[].class)
                        .setParameter("now", now)
                        .setParameter("until", now.plus(lease))
                        .getResultList())
                .map(rows -> rows.isEmpty() ? null : lease(rows.getFirst()));
    }

    private static RangeLease lease(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new RangeLease(
                columns.id(),
                columns.count(),
                Objects.requireNonNull(columns.longOrNull()),
                bounds(columns),
                columns.flag(),
                columns.momentOrNull(),
                columns.moment());
    }

    private static RangeLease.Bounds bounds(Columns columns) {
        String firstOrder = columns.textOrNull();
        String endOrder = columns.textOrNull();
        Instant firstChange = columns.momentOrNull();
        Instant endChange = columns.momentOrNull();
        Instant since = columns.momentOrNull();
        if (firstOrder != null) {
            return new RangeLease.Bounds.Orders(firstOrder, endOrder);
        }
        return firstChange == null || endChange == null || since == null
                ? new RangeLease.Bounds.Named()
                : new RangeLease.Bounds.Changes(firstChange, endChange, since);
    }

    /**
     * Counts in the transaction of what is counted: a range that is gone over again after a crash counts it once, and
     * nothing is written under a lease that was lost.
     */
    Uni<Void> count(RangeLease lease, SweepTally tally) {
        return write(lease, SweepSql.COUNT, counted(tally));
    }

    private static Map<String, Object> counted(SweepTally tally) {
        return Map.of("found", tally.found(), "frozen", tally.frozen(), "cleared", tally.cleared());
    }

    /** The range takes longer; nobody else may take it. */
    Uni<Void> renew(RangeLease lease, Instant now) {
        return write(lease, SweepSql.RENEW, Map.of("until", now.plus(this.lease)));
    }

    /** Something could not be judged; the first reason is kept, and the range goes on. */
    Uni<Void> note(RangeLease lease, String failure) {
        return write(lease, SweepSql.NOTE, Map.of("failure", cut(failure)));
    }

    /**
     * The range has been gone through.
     *
     * @param rest what is not counted yet
     */
    Uni<Void> done(RangeLease lease, long examined, SweepTally rest, Instant now) {
        Map<String, Object> values = new HashMap<>(counted(rest));
        values.put("now", now);
        values.put("examined", examined);
        return write(lease, SweepSql.DONE, values);
    }

    /** The range as a whole failed: it is tried again after a rest, but not for ever. */
    Uni<Void> failed(RangeLease lease, String failure, Instant now) {
        return write(
                lease,
                SweepSql.FAILED,
                Map.of(
                        "failure",
                        cut(failure),
                        "rested",
                        now.plus(REST),
                        "now",
                        now,
                        "attempts",
                        ATTEMPTS_AT_MOST,
                        "leases",
                        (long) LEASES_AT_MOST));
    }

    private static String cut(String failure) {
        return failure.substring(0, Math.min(failure.length(), FAILURE_CHARS));
    }

    private static Uni<Void> write(RangeLease lease, String set, Map<String, Object> values) {
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(SweepSql.IF_HELD.formatted(set))
                            .setParameter("id", lease.sweepId())
                            .setParameter("no", lease.no())
                            .setParameter("token", lease.fencingToken());
                    values.forEach(query::setParameter);
                    return query.executeUpdate();
                })
                .invoke(updated -> {
                    if (updated != 1) {
                        throw new RangeLease.LostException(lease);
                    }
                })
                .replaceWithVoid();
    }

    /** A range that was taken over so often takes down who touches it. */
    static boolean hopeless(RangeLease lease) {
        return lease.fencingToken() > LEASES_AT_MOST;
    }
}
