package dev.countermand.review.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.journal.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a case as it is sent. What people have written stays where it is: on the case's page.
 *
 * @param sellerId a party to the case
 * @param buyerId the other; null of events that the release before has written
 * @param json the change, as the contract shows it
 */
record CaseEvent(long position, String kind, UUID caseId, String sellerId, @Nullable String buyerId, String json) {

    /** Whether this person is a party to the case, and is to learn nothing of it here. */
    boolean concerns(String subject) {
        return subject.equals(sellerId) || subject.equals(buyerId);
    }

    static CaseEvent of(Event event, ObjectMapper json) {
        try {
            JsonNode said = json.readTree(event.data());
            UUID caseId = UUID.fromString(said.path("caseId").asText());
            LiveApi.CaseChange change = new LiveApi.CaseChange(
                    event.position(),
                    event.type(),
                    event.time(),
                    caseId,
                    said.path("orderId").asText(),
                    said.path("sellerId").asText(),
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
            return new CaseEvent(
                    event.position(),
                    event.type(),
                    caseId,
                    change.sellerId(),
                    text(said, "buyerId"),
                    json.writeValueAsString(change));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Events keep JSON", e);
        }
    }

    private static @Nullable String text(JsonNode said, String field) {
        JsonNode value = said.path(field);
        return value.isTextual() ? value.asText() : null;
    }
}
