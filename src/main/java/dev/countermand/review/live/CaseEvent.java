package dev.countermand.review.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a case as it is sent. What people have written stays where it is: on the case's page.
 *
 * @param kind what has happened, for example {@code case.claimed}
 * @param sellerId a party to the case
 * @param buyerId the other; null of events that the release before has written
 * @param previousStatus null where it has not changed
 * @param previousAssignee null unless it was handed or taken over
 */
record CaseEvent(
        long position,
        String kind,
        Instant at,
        UUID caseId,
        String orderId,
        String sellerId,
        @Nullable String buyerId,
        String status,
        @Nullable String previousStatus,
        String reason,
        int score,
        String amount,
        String currency,
        String dueAt,
        @Nullable String assignee,
        @Nullable String previousAssignee,
        @Nullable String verdict,
        String actor,
        String role) {

    /** Whether this person is a party to the case, and is to learn nothing of it here. */
    boolean concerns(String subject) {
        return subject.equals(sellerId) || subject.equals(buyerId);
    }

    static CaseEvent of(Event event, ObjectMapper json) {
        JsonNode said = read(event, json);
        return new CaseEvent(
                event.position(),
                event.type(),
                event.time(),
                UUID.fromString(said.path("caseId").asText()),
                said.path("orderId").asText(),
                said.path("sellerId").asText(),
                text(said, "buyerId"),
                said.path("status").asText(),
                text(said, "previousStatus"),
                said.path("reason").asText(),
                said.path("score").asInt(),
                said.path("amount").asText(),
                said.path("currency").asText(),
                said.path("dueAt").asText(),
                text(said, "assignee"),
                text(said, "previousAssignee"),
                text(said, "verdict"),
                said.path("actor").asText(),
                said.path("role").asText());
    }

    private static JsonNode read(Event event, ObjectMapper json) {
        try {
            return json.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Events keep JSON", e);
        }
    }

    private static @Nullable String text(JsonNode said, String field) {
        JsonNode value = said.path(field);
        return value.isTextual() ? value.asText() : null;
    }
}
