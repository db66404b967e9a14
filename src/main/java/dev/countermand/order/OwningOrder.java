package dev.countermand.order;

import dev.countermand.kernel.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Finds the order that a row belongs to without loading the row: that is done once the order is locked. */
public final class OwningOrder {

    private OwningOrder() {}

    /**
     * The order's id; refuses when there is no such row.
     *
     * @param entity the row's name in HQL; it has {@code id} and {@code orderId}
     * @param noun what the caller knows it as, such as "dispute"
     */
    public static Uni<String> of(String entity, UUID id, String noun) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select orderId from " + entity + " where id = :id", String.class)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound(noun).asException());
    }
}
