package dev.countermand.review.decision;

import dev.countermand.review.state.CaseMatter;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.DecisionStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions in the database. Whoever writes has the order and the case locked. */
@ApplicationScoped
class DecisionStore implements PanacheRepositoryBase<DecisionRow, DecisionRow.Key> {

    /** Decisions of a case that are shown at once. */
    static final int SHOWN = 50;

    private static final String OF_CASE = "orderId = :order and caseId = :case";

    /** The latest one of a case, locked; null when there is none. */
    Uni<@Nullable DecisionRow> latest(String orderId, UUID caseId) {
        return find(
                        OF_CASE + " order by no desc",
                        Parameters.with("order", orderId).and("case", caseId))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The first one of a case; null when there is none. */
    Uni<@Nullable DecisionRow> first(String orderId, UUID caseId) {
        return find(OF_CASE + " order by no", Parameters.with("order", orderId).and("case", caseId))
                .firstResult();
    }

    /** The one of this number, locked. */
    Uni<DecisionRow> lock(DecisionRow.Key key) {
        return findById(key, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The latest first. */
    Uni<List<DecisionRow>> ofCase(String orderId, UUID caseId) {
        return find(
                        OF_CASE + " order by no desc",
                        Parameters.with("order", orderId).and("case", caseId))
                .range(0, SHOWN - 1)
                .list();
    }

    /**
     * The verdict about suspected fraud that was carried out last for this order as a whole, and stands; null when none does.
     * One about parcels says nothing of the others.
     */
    Uni<@Nullable CaseVerdict> standing(String orderId) {
        return find(
                        "orderId = :order and status = :done and matter = :fraud and verdict <> :hold"
                                + " and shipments is null"
                                + " order by carriedOutAt desc, caseId desc, no desc",
                        Parameters.with("order", orderId)
                                .and("done", DecisionStatus.CARRIED_OUT)
                                .and("fraud", CaseMatter.FRAUD)
                                .and("hold", CaseVerdict.HOLD))
                .firstResult()
                .map(row -> row == null ? null : row.verdict);
    }

    /** How the decisions of these cases stand, of each case by number; by the orders, after which they are kept. */
    Uni<List<Object[]>> standing(Collection<String> orderIds, Collection<UUID> cases) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select d.caseId, d.no, d.status from DecisionRow d"
                                        + " where d.orderId in (:orders) and d.caseId in (:cases)",
                                Object[].class)
                        .setParameter("orders", orderIds)
                        .setParameter("cases", cases)
                        .getResultList());
    }

    Uni<Void> add(DecisionRow row) {
        return persistAndFlush(row).replaceWithVoid();
    }
}
