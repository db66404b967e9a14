package dev.countermand.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Retention;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.Act;
import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.Journal;
import dev.countermand.journal.chain.AuditErasures;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes a buyer out of some of their orders: all of one order in one transaction, under its lock (ADR 0002). */
@ApplicationScoped
class OrderErasures {

    /** Orders in one transaction, with some dozens of audit entries each. */
    static final int BATCH = 50;

    /** An event gets its id right behind its audit entry's; so much later it is another's. */
    private static final Duration BEHIND = Duration.ofMillis(100);

    private static final Actor ACTOR = Actor.system("erasure");

    private final AuditErasures audit;
    private final Journal journal;
    private final Retention retention;
    private final ObjectMapper json;

    OrderErasures(AuditErasures audit, Journal journal, Retention retention, ObjectMapper json) {
        this.audit = audit;
        this.journal = journal;
        this.retention = retention;
        this.json = json;
    }

    /** What was done in one transaction. */
    record Done(int orders, int entries, int events, int documents) {

        static final Done NOTHING = new Done(0, 0, 0, 0);
    }

    /**
     * The next orders whose time is over.
     *
     * @param buyer the buyer's id
     * @param claimsOver no claims can be made about orders that ended up to then
     */
    @NeedsTransaction
    Uni<Done> next(Erasure erasure, String buyer, Instant claimsOver, Instant now) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ErasureSql.DUE, String.class)
                        .setParameter("buyer", buyer)
                        .setParameter("claims", claimsOver)
                        .setParameter("batch", BATCH)
                        .getResultList()
                        .chain(orders -> orders.isEmpty()
                                ? Uni.createFrom().item(Done.NOTHING)
                                : erase(session, erasure, buyer, orders, now)));
    }

    private Uni<Done> erase(Mutiny.Session session, Erasure erasure, String buyer, List<String> orders, Instant now) {
        Redaction redaction = new Redaction(buyer, erasure.pseudonym(), json);
        Map<String, Object> values = Map.of(
                "orders",
                orders.toArray(String[]::new),
                "buyer",
                buyer,
                "pseudonym",
                erasure.pseudonym(),
                "erased",
                Redaction.ERASED);
        return audit.rewrite(erasure.id(), orders, Integer.MAX_VALUE, redaction::of)
                .chain(entries -> events(session, entries, redaction)
                        .chain(events -> elsewhere(session, orders, now)
                                .chain(() -> run(session, ErasureSql.DOCUMENTS, values))
                                .call(() ->
                                        Steps.inTurn(ErasureSql.ORDERS, statement -> run(session, statement, values)))
                                .call(() -> orders(session, erasure, values, now))
                                .map(documents -> new Done(orders.size(), entries.size(), events, documents))));
    }

    private static Uni<Integer> elsewhere(Mutiny.Session session, List<String> orders, Instant now) {
        return run(
                session, ErasureSql.DOCUMENTS_ELSEWHERE, Map.of("orders", orders.toArray(String[]::new), "now", now));
    }

    private Uni<Integer> events(Mutiny.Session session, List<AuditEntry> entries, Redaction redaction) {
        Instant oldest = retention.oldest(Retention.Kept.EVENTS).minus(Duration.ofDays(31));
        JsonArray beside = new JsonArray();
        for (AuditEntry entry : entries) {
            if (entry.at().isAfter(oldest)) {
                Instant made = Instant.ofEpochMilli(entry.id().getMostSignificantBits() >>> 16);
                beside.add(new JsonObject()
                        .put("order_id", entry.subject())
                        .put("low", entry.id().toString())
                        .put("high", Ids.first(made.plus(BEHIND)).toString()));
            }
        }
        if (beside.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return session.createNativeQuery(ErasureSql.EVENTS, Object[].class)
                .setParameter("entries", beside.encode())
                .getResultList()
                .chain(events -> {
                    JsonArray without = new JsonArray();
                    for (Object[] event : events) {
                        without.add(
                                new JsonObject().put("id", event[0].toString()).put("data", redaction.of((String)
                                        event[1])));
                    }
                    return run(session, ErasureSql.ERASE_EVENTS, Map.of("events", without.encode()));
                });
    }

    /** Each order gets a version, and says in the audit why. */
    private Uni<Void> orders(Mutiny.Session session, Erasure erasure, Map<String, Object> values, Instant now) {
        var query = session.createNativeQuery(ErasureSql.ORDER, Object[].class);
        values.forEach(query::setParameter);
        return query.getResultList()
                .chain(rows -> journal.write(rows.stream()
                        .map(row -> new Act(
                                ACTOR,
                                "erasure.order-pseudonymised",
                                (String) row[0],
                                "erasures/" + erasure.id(),
                                ((Number) row[2]).longValue(),
                                now,
                                Map.of(
                                        "erasureId",
                                        erasure.id().toString(),
                                        "orderId",
                                        row[0],
                                        "sellerId",
                                        row[1],
                                        "pseudonym",
                                        erasure.pseudonym())))
                        .toList()));
    }

    /** The payment provider's names in the books of the next orders that need not be proved any more. */
    @NeedsTransaction
    Uni<Integer> nextBooks(Erasure erasure, Instant booksOver) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ErasureSql.BOOKS_DUE, String.class)
                        .setParameter("pseudonym", erasure.pseudonym())
                        .setParameter("books", booksOver)
                        .setParameter("batch", BATCH)
                        .getResultList()
                        .call(orders -> Steps.when(
                                !orders.isEmpty(),
                                () -> Steps.inTurn(
                                        ErasureSql.BOOKS,
                                        statement -> run(
                                                session, statement, Map.of("orders", orders.toArray(String[]::new)))))))
                .map(List::size);
    }

    /** What others have kept of the buyer beside their orders. */
    @NeedsTransaction
    Uni<Void> views(Erasure erasure, String buyer) {
        return Panache.getSession()
                .chain(session ->
                        run(session, ErasureSql.VIEWS, Map.of("buyer", buyer, "pseudonym", erasure.pseudonym())))
                .replaceWithVoid();
    }

    private static Uni<Integer> run(Mutiny.Session session, String statement, Map<String, Object> values) {
        var query = session.createNativeQuery(statement);
        values.forEach((name, value) -> {
            if (statement.contains(":" + name)) {
                query.setParameter(name, value);
            }
        });
        return query.executeUpdate();
    }
}
