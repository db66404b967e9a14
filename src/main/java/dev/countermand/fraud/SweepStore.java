package dev.countermand.fraud;

import dev.countermand.web.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sweeps in the database. What is written for a running sweep is guarded by its fencing token. */
@ApplicationScoped
class SweepStore {

    /** How long others leave a sweep alone; renewed with every page. */
    static final Duration LEASE = Duration.ofMinutes(1);

    static final int FAILURE_CHARS = 1_000;

    private static final String CLAIM =
            """
            update sweep set status = 'RUNNING', started_at = coalesce(started_at, :now), lease_until = :until,
                fencing_token = fencing_token + 1
            where id = (
                select id from sweep
                where status = 'QUEUED' or (status = 'RUNNING' and lease_until <= :now)
                order by requested_at, id limit 1
                for update skip locked)
            returning id, fencing_token
            """;

    private static final String NIGHTLY =
            """
            insert into sweep (id, status, dry_run, requested_by, requested_at)
            select :id, 'QUEUED', false, :by, :now
            where not exists (select 1 from sweep where status in ('QUEUED', 'RUNNING') and not dry_run)
            on conflict (id) do nothing
            """;

    Uni<Void> insert(SweepRow row) {
        return Panache.getSession().flatMap(session -> session.persist(row));
    }

    /** Queues a sweep under this id, unless it is there or another one waits or runs; true when it was queued. */
    Uni<Boolean> insertUnlessUnfinished(UUID id, String by, Instant now) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(NIGHTLY)
                        .setParameter("id", id)
                        .setParameter("by", by)
                        .setParameter("now", now)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    Uni<@Nullable SweepRow> find(UUID id) {
        return Panache.getSession().flatMap(session -> session.find(SweepRow.class, id));
    }

    /** Newest first. */
    Uni<Page<SweepApi.SweepView>> views(Page.Request page) {
        UUID before = page.after() == null ? null : Page.uuid(page.after());
        return Panache.getSession()
                .flatMap(session -> {
                    var query = session.createSelectionQuery(
                            "from SweepRow" + (before == null ? "" : " where id < :before") + " order by id desc",
                            SweepRow.class);
                    if (before != null) {
                        query.setParameter("before", before);
                    }
                    return query.setMaxResults(page.fetch()).getResultList();
                })
                .map(rows -> Page.of(rows, page, row -> row.id.toString(), SweepApi.SweepView::of));
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

    /** The sweep, if the lease still holds. */
    Uni<@Nullable SweepRow> held(SweepLease lease) {
        return Panache.getSession()
                .flatMap(session -> session.createSelectionQuery(
                                "from SweepRow where id = :id and fencingToken = :token and status = RUNNING",
                                SweepRow.class)
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .getSingleResultOrNull());
    }

    /** Counts in the transaction of what is counted, so a page that is gone over again after a crash counts once. */
    Uni<Void> count(SweepLease lease, SweepTally tally) {
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery("update SweepRow set found = found + :found,"
                                + " frozen = frozen + :frozen, cleared = cleared + :cleared"
                                + " where id = :id and fencingToken = :token and status = RUNNING")
                        .setParameter("found", tally.found())
                        .setParameter("frozen", tally.frozen())
                        .setParameter("cleared", tally.cleared())
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .executeUpdate())
                .invoke(updated -> refuseUnlessHeld(updated, lease))
                .replaceWithVoid();
    }

    /** A page is done: the next one starts behind it, whoever carries on. */
    Uni<Void> advance(SweepLease lease, SweepPage page, @Nullable String failure, Instant now) {
        SweepPage.Key last = page.keys().getLast();
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery("update SweepRow set cursorDeclaredAt = :declaredAt,"
                                + " cursorId = :cursorId, examined = examined + :examined, leaseUntil = :until,"
                                + " failure = coalesce(failure, :failure)"
                                + " where id = :id and fencingToken = :token and status = RUNNING")
                        .setParameter("declaredAt", last.declaredAt())
                        .setParameter("cursorId", last.shipmentId())
                        .setParameter("examined", (long) page.keys().size())
                        .setParameter("until", now.plus(LEASE))
                        .setParameter("failure", cut(failure))
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .executeUpdate())
                .invoke(updated -> refuseUnlessHeld(updated, lease))
                .replaceWithVoid();
    }

    /** The end; FAILED when anything could not be judged. Returns the sweep as it ended. */
    Uni<SweepRow> finish(SweepLease lease, @Nullable String failure, Instant now) {
        return Panache.getSession()
                .flatMap(session -> session.createMutationQuery("update SweepRow set"
                                + " failure = coalesce(failure, :failure),"
                                + " status = case when coalesce(failure, :failure) is null then DONE else FAILED end,"
                                + " finishedAt = :now, leaseUntil = null"
                                + " where id = :id and fencingToken = :token and status = RUNNING")
                        .setParameter("failure", cut(failure))
                        .setParameter("now", now)
                        .setParameter("id", lease.sweepId())
                        .setParameter("token", lease.fencingToken())
                        .executeUpdate()
                        .invoke(updated -> refuseUnlessHeld(updated, lease))
                        .flatMap(ignored -> session.find(SweepRow.class, lease.sweepId())));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null ? null : text.substring(0, Math.min(text.length(), FAILURE_CHARS));
    }

    private static void refuseUnlessHeld(int updated, SweepLease lease) {
        if (updated != 1) {
            throw new SweepLease.LostException(lease);
        }
    }
}
