package dev.countermand.seller;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sellers' records in the database. */
@ApplicationScoped
class SellerStore implements PanacheRepositoryBase<SellerEntryRow, SellerEntryRow.Key> {

    /** What all entries of a seller come to. */
    record Sum(long entries, long points) {}

    /** Whether this cause is told already; asked with the order locked, so that nobody tells it in between. */
    Uni<Boolean> knows(String sellerId, String orderId, String cause) {
        return count(
                        "sellerId = :seller and orderId = :order and cause = :cause",
                        Parameters.with("seller", sellerId)
                                .and("order", orderId)
                                .and("cause", cause))
                .map(count -> count > 0);
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

    Uni<Sum> sum(String sellerId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(*), coalesce(sum(points), 0) from SellerEntryRow where sellerId = :seller",
                                Object[].class)
                        .setParameter("seller", sellerId)
                        .getSingleResult())
                .map(row -> new Sum(((Number) row[0]).longValue(), ((Number) row[1]).longValue()));
    }
}
