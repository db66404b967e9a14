package dev.countermand.seller;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Sellers' records in the database. */
@ApplicationScoped
class SellerStore implements PanacheRepositoryBase<SellerEntryRow, SellerEntryRow.Key> {

    /** Whether this cause is told already; asked with the order locked, so that nobody tells it in between. */
    Uni<Boolean> knows(String sellerId, String orderId, String cause) {
        return count(
                        "sellerId = :seller and orderId = :order and cause = :cause",
                        Parameters.with("seller", sellerId)
                                .and("order", orderId)
                                .and("cause", cause))
                .map(count -> count > 0);
    }

    /** A26: the cause may count again, because the decision that the entry is of was undone. */
    Uni<Void> revoke(String sellerId, UUID id) {
        return update(
                        "cause = concat(cause, :undone) where sellerId = :seller and id = :id",
                        Parameters.with("seller", sellerId).and("id", id).and("undone", "/revoked-" + id))
                .replaceWithVoid();
    }

    Uni<Void> add(SellerEntryRow row) {
        return persist(row).replaceWithVoid();
    }

    /** The newest entries first. */
    Uni<List<SellerEntryRow>> newest(String sellerId, int limit) {
        return find("sellerId = :seller order by id desc", Parameters.with("seller", sellerId))
                .range(0, limit - 1)
                .list();
    }

    /** How many there are; they are only added, so their number tells one version of the record from another. */
    Uni<Long> entries(String sellerId) {
        return count("sellerId = :seller", Parameters.with("seller", sellerId));
    }

    /** The points of what a replica of the release before has written: it knows no sanctions, and they stand for good. */
    Uni<Long> pointsWithoutSanction(String sellerId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select coalesce(sum(e.points), 0L) from SellerEntryRow e where e.sellerId = :seller"
                                        + " and not exists (select 1 from SanctionRow s"
                                        + " where s.sellerId = e.sellerId and s.id = e.id)",
                                Long.class)
                        .setParameter("seller", sellerId)
                        .getSingleResult());
    }
}
