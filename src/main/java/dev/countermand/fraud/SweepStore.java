package dev.countermand.fraud;

import dev.countermand.web.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sweeps in the database, as they are asked for and looked at. */
@ApplicationScoped
class SweepStore {

    private static final String QUEUE_UNLESS_UNFINISHED = """
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
                .flatMap(session -> session.createNativeQuery(QUEUE_UNLESS_UNFINISHED)
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
}
