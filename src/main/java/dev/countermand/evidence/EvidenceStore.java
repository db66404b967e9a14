package dev.countermand.evidence;

import dev.countermand.database.query.Among;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evidence and demands for it in the database. The content of documents is read one at a time only. */
@ApplicationScoped
public class EvidenceStore implements PanacheRepositoryBase<EvidenceRow, EvidenceRow.Key> {

    private static final String WITHOUT_CONTENT =
            "select id, orderId, shipmentId, mediaType, size, sha256, givenAt from EvidenceRow where ";

    /** The demands of this order that nothing has ended yet. */
    Uni<List<EvidenceDemandRow>> openOf(String orderId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from EvidenceDemandRow where orderId = :order and outcome is null order by id",
                                EvidenceDemandRow.class)
                        .setParameter("order", orderId)
                        .getResultList());
    }

    Uni<@Nullable EvidenceDemandRow> demand(String orderId, UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(EvidenceDemandRow.class, new EvidenceDemandRow.Key(orderId, id)));
    }

    Uni<Void> add(Object row) {
        return Panache.getSession().chain(session -> session.persist(row).call(session::flush));
    }

    /** What was given for these orders, by order, oldest first, without its content. */
    public Uni<Map<String, List<Evidence>>> ofOrders(List<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Among orders = Among.of("orderId", orderIds);
        return Panache.getSession()
                .chain(session -> orders.bind(session.createSelectionQuery(
                                WITHOUT_CONTENT + orders + " order by orderId, id", Object[].class))
                        .getResultList())
                .map(found -> found.stream()
                        .map(each -> new Evidence(
                                (UUID) each[0],
                                (String) each[1],
                                (UUID) each[2],
                                (String) each[3],
                                (Long) each[4],
                                (String) each[5],
                                (Instant) each[6]))
                        .collect(Collectors.groupingBy(Evidence::orderId)));
    }

    /** Whether there is such a document. */
    Uni<Boolean> kept(String orderId, UUID id) {
        return count(
                        "orderId = :order and id = :id",
                        Parameters.with("order", orderId).and("id", id))
                .map(found -> found > 0);
    }

    /** One document with its content, where that is in its row; null when there is none. */
    Uni<@Nullable EvidenceRow> document(UUID id) {
        return find("id = :id", Parameters.with("id", id)).firstResult();
    }
}
