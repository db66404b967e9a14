package dev.countermand.seller.transparency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the database has said to a batch. It creates all of one or nothing, and says which of them stood against it. Pure. */
sealed interface TransparencyAnswer {

    /** All are there; their ids there, where it named them. */
    record Created(Map<UUID, String> references) implements TransparencyAnswer {}

    /** It has these already, and took none of the others: they are to be sent without these. */
    record Exist(Set<UUID> existing) implements TransparencyAnswer {}

    /** It does not take these as they are, and took none of the others. */
    record Refused(Map<UUID, String> words) implements TransparencyAnswer {}

    /** It took none, for a reason that is not theirs: they are sent again later. */
    record Failed(String words) implements TransparencyAnswer {}

    int CREATED = 201;
    int UNPROCESSABLE = 422;
    int WORDS_AT_MOST = 500;

    /** The marks of statements that are at fault, by their place in the batch. */
    String PLACE = "statement_";

    /**
     * Reads an answer.
     *
     * @param sent the ids of the batch, in their order
     */
    static TransparencyAnswer of(int status, @Nullable String body, List<UUID> sent, ObjectMapper json) {
        JsonNode said = read(body, json);
        if (status == CREATED) {
            return new Created(references(said, sent));
        }
        if (status == UNPROCESSABLE) {
            Set<UUID> existing = existing(said, sent);
            if (!existing.isEmpty()) {
                return new Exist(existing);
            }
            Map<UUID, String> refused = refused(said.path("errors"), sent);
            if (!refused.isEmpty()) {
                return new Refused(refused);
            }
        }
        return new Failed(cut("It answered " + status + (body == null ? "" : ": " + body)));
    }

    private static JsonNode read(@Nullable String body, ObjectMapper json) {
        try {
            JsonNode read = body == null ? null : json.readTree(body);
            return read == null ? json.missingNode() : read;
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    private static Map<UUID, String> references(JsonNode said, List<UUID> sent) {
        Map<UUID, String> references = new LinkedHashMap<>();
        for (JsonNode statement : said.path("statements")) {
            sent.stream()
                    .filter(id -> id.toString()
                            .equals(statement.path(TransparencyForm.PUID).asText()))
                    .forEach(id -> references.put(id, statement.path("uuid").asText()));
        }
        return references;
    }

    /** A list, or an object where it kept the places as names; of a single statement, the one that it shows. */
    private static Set<UUID> existing(JsonNode said, List<UUID> sent) {
        Set<String> named = new LinkedHashSet<>();
        said.path("errors").path("existing_puids").forEach(puid -> named.add(puid.asText()));
        if (said.has("existing")) {
            named.add(said.path("existing").path(TransparencyForm.PUID).asText());
        }
        Set<UUID> existing = new LinkedHashSet<>();
        sent.stream().filter(id -> named.contains(id.toString())).forEach(existing::add);
        return existing;
    }

    private static Map<UUID, String> refused(JsonNode errors, List<UUID> sent) {
        Map<UUID, String> refused = new LinkedHashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode its = errors.path(PLACE + i);
            if (!its.isMissingNode()) {
                refused.put(sent.get(i), cut(its.toString()));
            }
        }
        return refused;
    }

    private static String cut(String words) {
        return words.length() <= WORDS_AT_MOST ? words : words.substring(0, WORDS_AT_MOST);
    }
}
