package dev.countermand.review;

import dev.countermand.database.query.OneColumn;
import dev.countermand.order.OwningOrder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases in the database. Who needs both locks the order first, then the case. */
@ApplicationScoped
class CaseStore implements PanacheRepositoryBase<CaseRow, CaseRow.Key> {

    /** Notes shown at once. */
    static final int NOTES_AT_MOST = 200;

    Uni<Void> add(Object row) {
        return Panache.getSession().chain(session -> session.persist(row));
    }

    /** The order a case belongs to; refuses when there is no such case. Loads nothing, so that a lock can follow. */
    Uni<String> orderOf(UUID id) {
        return OwningOrder.of("CaseRow", id, "case");
    }

    Uni<CaseRow> find(String orderId, UUID id) {
        return findById(new CaseRow.Key(orderId, id));
    }

    /** The case, locked until the transaction ends. */
    Uni<CaseRow> lock(String orderId, UUID id) {
        return findById(new CaseRow.Key(orderId, id), LockModeType.PESSIMISTIC_WRITE);
    }

    /** The undecided case of an order, locked; null when there is none. */
    Uni<@Nullable CaseRow> lockUndecided(String orderId) {
        return find("orderId = :order and status not in (DECIDED, APPEALED, CLOSED)", Parameters.with("order", orderId))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** A second review is of the room of the desk's quality, which stands above. */
    Uni<Set<UUID>> reviewedBy(String reader, Instant now) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(
                                session,
                                "select r.case_id from case_review r where r.reviewer = :reader"
                                        + " and r.decided_at is null and r.claimed_until > :now",
                                UUID.class)
                        .setParameter("reader", reader)
                        .setParameter("now", now)
                        .getResultList())
                .map(Set::copyOf);
    }

    /** Oldest first. */
    Uni<List<CaseNoteRow>> notes(String orderId, UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from CaseNoteRow where orderId = :order and caseId = :case order by id desc",
                                CaseNoteRow.class)
                        .setParameter("order", orderId)
                        .setParameter("case", caseId)
                        .setMaxResults(NOTES_AT_MOST)
                        .getResultList())
                .map(List::reversed);
    }
}
