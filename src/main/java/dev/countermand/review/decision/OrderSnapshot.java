package dev.countermand.review.decision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An order's rows at one moment, as JSON by table. Pure.
 *
 * @param print differs as soon as a row says something else
 */
record OrderSnapshot(JsonNode rows, String print) {

    /** Something whose state was another one in an earlier snapshot. */
    record Moved(UUID id, String from, String to) {}

    static OrderSnapshot of(JsonNode rows) {
        return new OrderSnapshot(rows, rows.path("print").asText());
    }

    /** What of this table was made since an earlier snapshot. */
    List<UUID> madeSince(OrderSnapshot before, String table) {
        Set<String> there = new HashSet<>();
        before.rows.path(table).forEach(id -> there.add(id.asText()));
        List<UUID> made = new ArrayList<>();
        rows.path(table).forEach(id -> {
            if (!there.contains(id.asText())) {
                made.add(UUID.fromString(id.asText()));
            }
        });
        return made;
    }

    /** What has another state now than in {@code later}, from the later one to this. */
    List<Moved> movedBackFrom(OrderSnapshot later, String table, String state) {
        List<Moved> moved = new ArrayList<>();
        for (JsonNode row : rows.path(table)) {
            for (JsonNode then : later.rows.path(table)) {
                String from = then.path(state).asText("");
                String to = row.path(state).asText("");
                if (then.path("id").equals(row.path("id")) && !from.equals(to)) {
                    moved.add(new Moved(UUID.fromString(row.path("id").asText()), from, to));
                }
            }
        }
        return moved;
    }

    /** The order's own status. */
    String status() {
        return rows.path("orders").path(0).path("status").asText();
    }
}
