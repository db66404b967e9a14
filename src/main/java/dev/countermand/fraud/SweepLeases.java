package dev.countermand.fraud;

import dev.countermand.kernel.Actor;
import dev.countermand.outbox.Act;
import dev.countermand.outbox.Journal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who carries a sweep on, and what he writes for it: everything is guarded by the fencing token of his lease. */
@ApplicationScoped
class SweepLeases {

    /** How long others leave a sweep alone; renewed with every page, which takes far less. */
    static final Duration LEASE = Duration.ofMinutes(1);

    /** A sweep that was leased so often and is still not done never will be. */
    static final int LEASES_AT_MOST = 20;

    static final int FAILURE_CHARS = 1_000;

    private static final Actor ACTOR = Actor.system("sweep");

    private static final String CLAIM = """
            update sweep set status = 'RUNNING', started_at = coalesce(started_at, :now), lease_until = :until,
                fencing_token = fencing_token + 1
            where id = (
                select id from sweep
                where status = 'QUEUED' or (status = 'RUNNING' and lease_until <= :now)
                order by requested_at, id limit 1
                for update skip locked)
            returning id, fencing_token
            """;

    private static final String IF_HELD = " where id = :id and fencingToken = :token and status = RUNNING";

    private final Journal journal;

    SweepLeases(Journal journal) {
        this.journal = journal;
    }

    /** Leases the sweep that is next: the oldest that waits, or one whose replica is gone; null when there is none. */
    Uni<@Nullable SweepLease> claim(Instant now) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(CLAIM, Object[].class)
                        .setParameter("now", now)
                        .setParameter("until", now.plus(LEASE))
                        .getResultList())
                .map(rows -> rows.isEmpty()
                        ? null
                        : new SweepLease((UUID) rows.getFirst()[0], ((Number) rows.getFirst()[1]).longValue()));
    }

    /** The sweep as far as it is; fails when the lease was lost. */
    Uni<SweepRow> held(SweepLease lease) {
        return Panache.getSession()
                .flatMap(session -> session.createSelectionQuery("from SweepRow" + IF_HELD, SweepRow.class)
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new SweepLease.LostException(lease));
    }

    /** Counts in the transaction of what is counted, so a page that is gone over again after a crash counts once. */
    Uni<Void> count(SweepLease lease, SweepTally tally) {
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery("update SweepRow set found = found + :found,"
                                + " frozen = frozen + :frozen, cleared = cleared + :cleared" + IF_HELD)
                        .setParameter("found", tally.found())
                        .setParameter("frozen", tally.frozen())
                        .setParameter("cleared", tally.cleared())
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .executeUpdate())
                .invoke(updated -> refuseUnlessHeld(updated, lease))
                .replaceWithVoid();
    }

    /** So many shipments, up to this one, are done: whoever carries on starts behind it. */
    Uni<Void> advance(SweepLease lease, SweepPage.Key last, int examined, Instant now) {
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery("update SweepRow set cursorDeclaredAt = :declaredAt,"
                                + " cursorId = :cursorId, examined = examined + :examined, leaseUntil = :until"
                                + IF_HELD)
                        .setParameter("declaredAt", last.declaredAt())
                        .setParameter("cursorId", last.shipmentId())
                        .setParameter("examined", (long) examined)
                        .setParameter("until", now.plus(LEASE))
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .executeUpdate())
                .invoke(updated -> refuseUnlessHeld(updated, lease))
                .replaceWithVoid();
    }

    /** Something could not be judged; the first reason is kept, and the sweep goes on. */
    Uni<Void> note(SweepLease lease, String failure) {
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery(
                                "update SweepRow set failure = coalesce(failure, :failure)" + IF_HELD)
                        .setParameter("failure", failure.substring(0, Math.min(failure.length(), FAILURE_CHARS)))
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .executeUpdate())
                .invoke(updated -> refuseUnlessHeld(updated, lease))
                .replaceWithVoid();
    }

    /** The end: FAILED when anything could not be judged, else DONE. */
    Uni<Void> finish(SweepLease lease, Instant now) {
        return held(lease).flatMap(row -> {
            SweepStatus end = row.failure == null ? SweepStatus.DONE : SweepStatus.FAILED;
            Map<String, Object> data = Sweeps.data(row);
            data.put("status", end.name());
            return Panache.getSession()
                    .flatMap(session -> session.createMutationQuery(
                                    "update SweepRow set status = :end, finishedAt = :now, leaseUntil = null" + IF_HELD)
                            .setParameter("end", end)
                            .setParameter("now", now)
                            .setParameter("id", lease.sweepId())
                            .setParameter("token", lease.fencingToken())
                            .executeUpdate())
                    .invoke(updated -> refuseUnlessHeld(updated, lease))
                    .flatMap(ignored -> journal.write(
                            new Act(ACTOR, "sweep.finished", row.id.toString(), "sweeps/" + row.id, null, now, data)));
        });
    }

    private static void refuseUnlessHeld(int updated, SweepLease lease) {
        if (updated != 1) {
            throw new SweepLease.LostException(lease);
        }
    }
}
