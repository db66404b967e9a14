package dev.countermand.review.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.deadline.DeadlineKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads all that a decision may change of an order, and puts it back (A26). It is the one place that knows an order's rows as
 * rows: to undo a decision is to have them as they were, whatever the decision was. Money is not among them: the ledger is only
 * added to, so refunds, fines and what was released are put right by entries of their own.
 */
@ApplicationScoped
class OrderMemory {

    /** What stands still with a frozen order, and what the seller was asked for at the desk, which does not. */
    private static final String[] KINDS = Arrays.stream(DeadlineKind.values())
            .filter(kind -> kind.standsStillWhenFrozen() || kind == DeadlineKind.CASE_EVIDENCE_DUE)
            .map(Enum::name)
            .toArray(String[]::new);

    private final ObjectMapper json;

    OrderMemory(ObjectMapper json) {
        this.json = json;
    }

    /** The order's rows as they are now, and a print of them that differs as soon as one says something else. */
    Uni<OrderSnapshot> read(String orderId) {
        return Panache.getSession()
                .chain(session -> session.flush()
                        .chain(() -> OneColumn.of(session, MemorySql.READ, String.class)
                                .setParameter("order", orderId)
                                .setParameter("kinds", KINDS)
                                .getSingleResult()))
                .map(text -> OrderSnapshot.of(parsed(text)));
    }

    /** A26: a print of what whoever decides has before them now; another one as soon as that says something else. */
    Uni<String> seen(String orderId) {
        return Panache.getSession()
                .chain(session -> session.flush()
                        .chain(() -> OneColumn.of(session, MemorySql.SEEN, String.class)
                                .setParameter("order", orderId)
                                .getSingleResult()));
    }

    JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL writes JSON", e);
        }
    }

    /**
     * Puts the rows back as they were. The session forgets what it has loaded: whoever goes on reads it again.
     *
     * @param rows as {@link #read} gave them
     */
    Uni<Void> putBack(String orderId, JsonNode rows) {
        return Panache.getSession()
                .chain(session -> session.flush()
                        .chain(() -> Steps.inTurn(MemorySql.TABLES, table -> putBack(orderId, table, rows)))
                        .chain(() -> session.createNativeQuery(MemorySql.DROP_DEADLINES)
                                .setParameter("order", orderId)
                                .setParameter("kinds", KINDS)
                                .executeUpdate())
                        .chain(() -> session.createNativeQuery(MemorySql.SET_DEADLINES)
                                .setParameter("rows", rows.path("deadline").toString())
                                .executeUpdate())
                        .invoke(() -> session.clear())
                        .replaceWithVoid());
    }

    /** Columns that a later release has added, and that the rows do not know, stay as they are. */
    private static Uni<Void> putBack(String orderId, MemorySql.Table table, JsonNode rows) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, MemorySql.COLUMNS, String.class)
                        .setParameter("table", table.name())
                        .setParameter("keys", table.keys().toArray(String[]::new))
                        .getSingleResult()
                        .chain(columns -> session.createNativeQuery(
                                        MemorySql.putBack(table, Objects.requireNonNull(columns)))
                                .setParameter("order", orderId)
                                .setParameter("rows", rows.path(table.name()).toString())
                                .executeUpdate()))
                .replaceWithVoid();
    }
}
