package dev.countermand.review.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What undoing a decision needs: the order's rows before it, a print of them after it, and what it has made. Pure.
 *
 * @param after as long as the order's rows have this print, nothing else has happened to it
 * @param charges costs that it has booked
 */
record UndoMemory(
        OrderSnapshot before,
        String after,
        List<UUID> refunds,
        List<UUID> sanctions,
        List<UUID> transfers,
        List<UUID> charges) {

    static UndoMemory of(OrderSnapshot before, OrderSnapshot after) {
        return new UndoMemory(
                before,
                after.print(),
                after.madeSince(before, "refund"),
                after.madeSince(before, "sanction"),
                after.madeSince(before, "ledger_transfer"),
                after.madeSince(before, "charge"));
    }

    /** As it is kept. */
    String text() {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.set("before", before.rows());
        kept.put("after", after);
        kept.set("refunds", ids(refunds));
        kept.set("sanctions", ids(sanctions));
        kept.set("transfers", ids(transfers));
        kept.set("charges", ids(charges));
        return kept.toString();
    }

    static UndoMemory read(JsonNode kept) {
        return new UndoMemory(
                OrderSnapshot.of(kept.path("before")),
                kept.path("after").asText(),
                ids(kept.path("refunds")),
                ids(kept.path("sanctions")),
                ids(kept.path("transfers")),
                ids(kept.path("charges")));
    }

    private static ArrayNode ids(List<UUID> ids) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ids.forEach(id -> array.add(id.toString()));
        return array;
    }

    private static List<UUID> ids(JsonNode array) {
        List<UUID> ids = new ArrayList<>();
        array.forEach(id -> ids.add(UUID.fromString(id.asText())));
        return ids;
    }
}
