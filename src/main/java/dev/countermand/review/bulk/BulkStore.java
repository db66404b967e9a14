package dev.countermand.review.bulk;

import dev.countermand.kernel.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/** Bulk decisions and their cases in the database. Whoever works on a case locks its order first, then its item. */
@ApplicationScoped
class BulkStore implements PanacheRepositoryBase<BulkRow, UUID> {

    /** Refuses when there is none. */
    Uni<BulkRow> bulk(UUID id) {
        return findById(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("bulk decision").asException());
    }

    /** The same, locked until the transaction ends. */
    Uni<BulkRow> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("bulk decision").asException());
    }

    /** In the order of their cases. */
    Uni<List<BulkItemRow>> items(UUID bulkId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from BulkItemRow where bulkId = :bulk order by caseId", BulkItemRow.class)
                        .setParameter("bulk", bulkId)
                        .getResultList());
    }

    /** The same, locked. */
    Uni<List<BulkItemRow>> lockItems(UUID bulkId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from BulkItemRow where bulkId = :bulk order by caseId", BulkItemRow.class)
                        .setParameter("bulk", bulkId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    Uni<BulkItemRow> lockItem(BulkItemRow.Key key) {
        return Panache.getSession()
                .chain(session -> session.find(BulkItemRow.class, key, LockModeType.PESSIMISTIC_WRITE));
    }

    Uni<Void> add(Object... rows) {
        return Panache.getSession().chain(session -> session.persistAll(rows).chain(() -> session.flush()));
    }
}
