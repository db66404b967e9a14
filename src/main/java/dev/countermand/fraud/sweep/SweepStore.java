package dev.countermand.fraud.sweep;

import dev.countermand.database.Columns;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sweeps in the database, as they are asked for and looked at. */
@ApplicationScoped
class SweepStore {

    private static final String QUEUE_UNLESS_UNFINISHED = """
            insert into sweep (id, status, mode, dry_run, requested_by, requested_at)
            select :id, 'QUEUED', :mode, false, :by, :now
            where not exists (select 1 from sweep where status in ('QUEUED', 'RUNNING') and not dry_run)
            on conflict (id) do nothing
            """;

    private static final String PROGRESS = """
            select cast(count(*) filter (where status in ('DONE', 'FAILED')) as bigint), cast(sum(examined) as bigint),
                cast(sum(found) as bigint), cast(sum(frozen) as bigint), cast(sum(cleared) as bigint),
                min(failure) filter (where status in ('DONE', 'FAILED'))
            from sweep_range where sweep_id = :id
            """;

    /** What the ranges of a sweep come to so far. A range that is tried again has not failed yet. */
    record Progress(
            long ranges,
            long examined,
            long found,
            long frozen,
            long cleared,
            @Nullable String failure) {

        void writeTo(SweepRow row) {
            row.rangesDone = Math.toIntExact(ranges);
            row.examined = examined;
            row.found = found;
            row.frozen = frozen;
            row.cleared = cleared;
            row.failure = failure;
        }
    }

    Uni<Void> insert(SweepRow row) {
        return Panache.getSession().chain(session -> session.persist(row));
    }

    /** Queues a sweep under its id, unless it is there or another one waits or runs; true when it was queued. */
    Uni<Boolean> insertUnlessUnfinished(SweepRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(QUEUE_UNLESS_UNFINISHED)
                        .setParameter("id", row.id)
                        .setParameter("mode", row.mode.name())
                        .setParameter("by", row.requestedBy)
                        .setParameter("now", row.requestedAt)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    /** Summed over the ranges. */
    Uni<Progress> progress(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PROGRESS, Object[].class)
                        .setParameter("id", id)
                        .getSingleResult())
                .map(row -> {
                    Columns columns = new Columns(row, 0);
                    return new Progress(
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            columns.count(),
                            columns.textOrNull());
                });
    }

    /** What was kept for its ranges. */
    Uni<Void> forget(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from sweep_shared where sweep_id = :id")
                        .setParameter("id", id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<SweepApi.@Nullable SweepView> view(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(SweepRow.class, id))
                .chain(row -> row == null ? Uni.createFrom().nullItem() : view(row));
    }

    private Uni<SweepApi.SweepView> view(SweepRow row) {
        if (row.status != SweepStatus.RUNNING) {
            return Uni.createFrom().item(SweepApi.SweepView.of(row));
        }
        // Only for the eye: what is shown is not written.
        return Panache.getSession()
                .invoke(session -> session.detach(row))
                .chain(() -> progress(row.id))
                .map(progress -> {
                    progress.writeTo(row);
                    return SweepApi.SweepView.of(row);
                });
    }

    /** Newest first. */
    Uni<Page<SweepApi.SweepView>> views(PageRequest page) {
        UUID before = page.afterId();
        return Panache.getSession()
                .chain(session -> {
                    var query = session.createSelectionQuery(
                            "from SweepRow" + (before == null ? "" : " where id < :before") + " order by id desc",
                            SweepRow.class);
                    if (before != null) {
                        query.setParameter("before", before);
                    }
                    return query.setMaxResults(page.fetch()).getResultList();
                })
                .call(this::addProgress)
                .map(rows -> Page.of(rows, page, row -> row.id.toString()).map(SweepApi.SweepView::of));
    }

    /** At most one of them runs. */
    private Uni<Void> addProgress(List<SweepRow> rows) {
        return Steps.inTurn(rows, row -> Steps.when(row.status == SweepStatus.RUNNING, () -> view(row)));
    }
}
