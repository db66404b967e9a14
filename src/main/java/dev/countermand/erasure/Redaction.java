package dev.countermand.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countermand.journal.AuditEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a buyer out of what was told: their id becomes the pseudonym wherever somebody is named, and what people wrote in
 * words of their own is left out, whoever wrote it, because it may name the buyer. Words that the service chooses (states,
 * rules, kinds), amounts, times and numbers stay.
 */
final class Redaction {

    /** In the place of a text of people's own. */
    static final String ERASED = "[erased]";

    /** Fields that name somebody. */
    static final Set<String> PEOPLE =
            Set.of("buyerId", "actor", "onBehalfOf", "requestedBy", "demandedBy", "offeredBy");

    /** Fields in which people write what they like. */
    static final Set<String> OWN_WORDS = Set.of(
            "explanation",
            "note",
            "reason",
            "statement",
            "settledBy",
            "settledReference",
            "signatures",
            "finding",
            "because");

    /** A constant of an enum, as it is stored. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private static final String CALLERS = "callers/";

    private final String buyer;
    private final String pseudonym;
    private final ObjectMapper json;

    Redaction(String buyer, String pseudonym, ObjectMapper json) {
        this.buyer = buyer;
        this.pseudonym = pseudonym;
        this.json = json;
    }

    /** The entry without the buyer. */
    AuditEntry of(AuditEntry entry) {
        return new AuditEntry(
                entry.id(),
                entry.subject().equals(CALLERS + buyer) ? CALLERS + pseudonym : entry.subject(),
                entry.object(),
                entry.action(),
                entry.at(),
                person(entry.actor()),
                entry.role(),
                entry.onBehalfOf() == null ? null : person(entry.onBehalfOf()),
                entry.version(),
                of(entry.details()));
    }

    /** What an event or entry says, without the buyer; the same text where nothing had to go. */
    String of(String data) {
        try {
            JsonNode read = json.readTree(data);
            if (!(read instanceof ObjectNode said)) {
                return data;
            }
            boolean changed = false;
            for (Map.Entry<String, JsonNode> field : Map.copyOf(fields(said)).entrySet()) {
                JsonNode without = without(field.getKey(), field.getValue());
                if (!without.equals(field.getValue())) {
                    said.set(field.getKey(), without);
                    changed = true;
                }
            }
            return changed ? json.writeValueAsString(said) : data;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Events and audit keep JSON", e);
        }
    }

    private static Map<String, JsonNode> fields(ObjectNode node) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private JsonNode without(String name, JsonNode value) {
        if (PEOPLE.contains(name)) {
            return value.isTextual() ? json.getNodeFactory().textNode(person(value.asText())) : value;
        }
        boolean constant = value.isTextual() && CONSTANT.matcher(value.asText()).matches();
        return OWN_WORDS.contains(name) && !value.isNull() && !constant
                ? json.getNodeFactory().textNode(ERASED)
                : value;
    }

    private String person(String id) {
        return id.equals(buyer) ? pseudonym : id;
    }
}
