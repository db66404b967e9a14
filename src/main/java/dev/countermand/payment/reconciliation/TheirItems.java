package dev.countermand.payment.reconciliation;

import dev.countermand.database.Steps;
import dev.countermand.payment.provider.Listed;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Puts what a provider has beside ours: a page in one statement, each thing once, in the caller's transaction. */
final class TheirItems {

    /** In one statement: a report has more. */
    private static final int MOST = 2_000;

    private TheirItems() {}

    /** All of a report. */
    static Uni<Void> addAll(UUID reconciliation, List<Listed> items) {
        List<List<Listed>> batches = IntStream.iterate(0, from -> from < items.size(), from -> from + MOST)
                .mapToObj(from -> items.subList(from, Math.min(from + MOST, items.size())))
                .toList();
        return Steps.inTurn(batches, batch -> add(reconciliation, batch));
    }

    static Uni<Void> add(UUID reconciliation, List<Listed> items) {
        if (items.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        JsonArray rows = new JsonArray();
        for (Listed item : items) {
            rows.add(new JsonObject()
                    .put("thing", item.thing().name())
                    .put("reference", item.reference())
                    .put(
                            "refund_id",
                            item.key() == null ? null : item.key().id().toString())
                    .put("payment_references", String.join(" ", item.paymentReferences()))
                    .put("amount", item.amount().minor())
                    .put("currency", item.amount().currency().code())
                    .put("state", item.state().name())
                    .put("at", item.at().toString()));
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ReconciliationSql.ADD)
                        .setParameter("id", reconciliation)
                        .setParameter("items", rows.encode())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
