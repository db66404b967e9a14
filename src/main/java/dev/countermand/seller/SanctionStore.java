package dev.countermand.seller;

import dev.countermand.database.query.Conditions;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Visible;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sanctions in the database. Who needs both locks the order first, then the sanction. */
@ApplicationScoped
class SanctionStore implements PanacheRepositoryBase<SanctionRow, SanctionRow.Key> {

    /** What sellers are not told of. */
    private static final Set<SanctionStatus> UNTOLD = Set.of(SanctionStatus.AWAITING_APPROVAL, SanctionStatus.REJECTED);

    private static final Set<SanctionStatus> STANDING = Set.of(SanctionStatus.IN_FORCE, SanctionStatus.ENDED);

    /** What a list shows. */
    record Filter(
            Visible whose,
            Optional<String> sellerId,
            Optional<SanctionStatus> status,
            Optional<AppealStatus> appealStatus) {}

    /** Where a sanction is: whose, and of which order, if it is of one. Loads nothing, so that locks can follow. */
    record Place(String sellerId, UUID id, @Nullable String orderId, SanctionStatus status) {}

    /** Refuses when there is no such sanction. */
    Uni<Place> place(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select sellerId, id, orderId, status from SanctionRow where id = :id", Object[].class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("sanction").asException())
                .map(row -> new Place((String) row[0], (UUID) row[1], (String) row[2], (SanctionStatus) row[3]));
    }

    Uni<@Nullable SanctionRow> find(String sellerId, UUID id) {
        return findById(new SanctionRow.Key(sellerId, id));
    }

    /** The sanction, locked until the transaction ends. */
    Uni<SanctionRow> lock(Place place) {
        return findById(new SanctionRow.Key(place.sellerId(), place.id()), LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Void> add(SanctionRow row) {
        return persistAndFlush(row).replaceWithVoid();
    }

    /** Whether this cause waits for approval, or was not approved; asked with the order locked. */
    Uni<Boolean> knows(String sellerId, String orderId, String cause) {
        return count(
                        "sellerId = :seller and orderId = :order and cause = :cause",
                        Parameters.with("seller", sellerId)
                                .and("order", orderId)
                                .and("cause", cause))
                .map(count -> count > 0);
    }

    /** A27: whether another appeal against the decision of this case is open. */
    Uni<Boolean> othersAreAppealed(SanctionRow row) {
        return count(
                        "sellerId = :seller and orderId = :order and caseId = :case and id <> :id and appealStatus = OPEN",
                        Parameters.with("seller", row.sellerId)
                                .and("order", row.orderId)
                                .and("case", row.caseId)
                                .and("id", row.id))
                .map(open -> open > 0);
    }

    /** The points that stand on a seller's record. */
    Uni<Long> points(String sellerId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select coalesce(sum(points), 0L) from SanctionRow where sellerId = :seller"
                                        + " and status in :standing and pointsUntil > :now",
                                Long.class)
                        .setParameter("seller", sellerId)
                        .setParameter("standing", STANDING)
                        .setParameter("now", now)
                        .getSingleResult());
    }

    /** How often anything of a seller's sanctions was written: one version of the record is told from another by it. */
    Uni<Long> writes(String sellerId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select coalesce(sum(version + 1), 0L) from SanctionRow where sellerId = :seller",
                                Long.class)
                        .setParameter("seller", sellerId)
                        .getSingleResult());
    }

    /** The newest first. */
    Uni<List<SanctionRow>> newest(String sellerId, boolean withUntold, int limit) {
        return find(
                        "sellerId = :seller and (:all = true or status not in :untold) order by id desc",
                        Parameters.with("seller", sellerId)
                                .and("all", withUntold)
                                .and("untold", UNTOLD))
                .range(0, limit - 1)
                .list();
    }

    /** What keeps a seller from declaring now, the hardest first. */
    Uni<List<SanctionRow>> inEffect(String sellerId, Instant now) {
        return find(
                        "sellerId = :seller and status = IN_FORCE and endsAt > :now",
                        Parameters.with("seller", sellerId).and("now", now))
                .list();
    }

    /** Whether a suspension had its effect then, though it may be over by now. */
    Uni<Boolean> wasSuspended(String sellerId, Instant then) {
        return count(
                        "sellerId = :seller and kind = SUSPENSION and status in (IN_FORCE, ENDED)"
                                + " and inForceAt <= :then and endsAt > :then",
                        Parameters.with("seller", sellerId).and("then", then))
                .map(suspensions -> suspensions > 0);
    }

    /** The oldest first. */
    Uni<Page<SanctionRow>> page(Filter filter, PageRequest page) {
        Conditions where = Conditions.of("s", filter.whose())
                .is("sellerId", filter.sellerId())
                .is("status", filter.status())
                .is("appealStatus", filter.appealStatus())
                .behind("id", page.afterId());
        if (filter.whose() instanceof Visible.OfSeller) {
            where.and("s.status not in :untold", Map.of("untold", UNTOLD));
        }
        return Panache.getSession()
                .chain(session -> where.query(session, "from SanctionRow s", "s.id", SanctionRow.class)
                        .setMaxResults(page.fetch())
                        .getResultList())
                .map(rows -> Page.of(rows, page, row -> row.id.toString()));
    }
}
