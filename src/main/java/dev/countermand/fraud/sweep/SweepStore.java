package dev.countermand.fraud.sweep;

import dev.countermand.database.Steps;
import dev.countermand.database.query.Columns;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sweeps in the database, as they are asked for and looked at. */
@ApplicationScoped
class SweepStore implements PanacheRepositoryBase<SweepRow, UUID> {

    Uni<Void> insert(SweepRow row) {
        return persist(row).replaceWithVoid();
    }

    /** Queues a sweep under its id, unless it is there or another one waits or runs; true when it was queued. */
    Uni<Boolean> insertUnlessUnfinished(SweepRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SweepSql.QUEUE_UNLESS_UNFINISHED)
                        .setParameter("id", row.id)
                        .setParameter("mode", row.mode.name())
                        .setParameter("by", row.requestedBy)
                        .setParameter("now", row.requestedAt)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }

    /** Summed over the ranges. */
    Uni<Sweep.Progress> progress(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SweepSql.PROGRESS, Object[].class)
                        .setParameter("id", id)
                        .getSingleResult())
                .map(row -> {
                    Columns columns = new Columns(row, 0);
                    return new Sweep.Progress(
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
                .chain(session -> session.createNativeQuery(SweepSql.FORGET_SHARED)
                        .setParameter("id", id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<@Nullable Sweep> find(UUID id) {
        return findById(id).chain(row -> row == null ? Uni.createFrom().nullItem() : sweep(row));
    }

    private Uni<Sweep> sweep(SweepRow row) {
        return row.status == SweepStatus.RUNNING
                ? progress(row.id).map(row::toSweep)
                : Uni.createFrom().item(row.toSweep());
    }

    /** Newest first. */
    Uni<Page<Sweep>> page(PageRequest page) {
        UUID before = page.afterId();
        PanacheQuery<SweepRow> newest =
                before == null ? find("order by id desc") : find("id < ?1 order by id desc", before);
        return newest.page(0, page.fetch())
                .list()
                .chain(this::sweeps)
                .map(sweeps -> Page.of(sweeps, page, sweep -> sweep.id().toString()));
    }

    private Uni<List<Sweep>> sweeps(List<SweepRow> rows) {
        List<Sweep> sweeps = new ArrayList<>();
        return Steps.inTurn(rows, row -> sweep(row).invoke(sweeps::add)).replaceWith(sweeps);
    }
}
