package dev.countermand.seller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fact that a sanction is founded on, kept as it was when it was decided (A27).
 *
 * @param code a signal's (rules F)
 * @param values what was compared, by name: nothing that the seller must not see (A12), and nobody else's
 */
@RegisterForReflection
public record Fact(String code, Map<String, String> values) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Fact>> LIST = new TypeReference<>() {};

    public Fact {
        // They are read in the order in which the detector names them.
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static String write(List<Fact> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts are plain data", e);
        }
    }

    static List<Fact> read(String text) {
        try {
            return JSON.readValue(text, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts were written as JSON", e);
        }
    }
}
