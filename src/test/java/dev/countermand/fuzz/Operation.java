package dev.countermand.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the published contract says of one call.
 *
 * @param path a template, such as {@code /v1/orders/{id}}
 * @param roles who may call; empty where no token is asked for
 * @param mediaType of its body
 * @param body the schema of its body, without references
 */
record Operation(
        String method,
        String path,
        List<String> roles,
        List<Parameter> parameters,
        @Nullable String mediaType,
        @Nullable JsonNode body) {

    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";

    /**
     * A parameter.
     *
     * @param in {@code path}, {@code query} or {@code header}
     */
    record Parameter(String in, String name, JsonNode schema) {}

    /** What its path is about: {@code orders} of {@code /v1/orders/{id}/receipt}. */
    String about() {
        return path.split("/", -1)[2];
    }

    /** Whether its body is a document, not a form. */
    boolean takesJson() {
        return JSON.equals(mediaType) || LINES.equals(mediaType);
    }

    List<Parameter> parametersIn(String place) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(place))
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
