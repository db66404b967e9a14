package dev.countermand.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.countermand.fuzz.Operation.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the published contract; what it refers to stands where it is used. */
final class PublishedOperations {

    static final Path CONTRACT = Path.of("openapi", "openapi.yaml");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** No request of ours is nested so deeply; a schema that contains itself would be. */
    private static final int MOST_REFERENCES = 20;

    private final JsonNode contract;

    private PublishedOperations(JsonNode contract) {
        this.contract = contract;
    }

    static List<Operation> read() throws IOException {
        JsonNode contract = new ObjectMapper(new YAMLFactory()).readTree(CONTRACT.toFile());
        return new PublishedOperations(contract).operations();
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey()) && !streams(method.getValue())) {
                    operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
                }
            }
        }
        return List.copyOf(operations);
    }

    /** Whoever opens one waits for its end; LiveTest calls it wrongly. */
    private static boolean streams(JsonNode told) {
        return told.path("responses").path("200").path("content").has("text/event-stream");
    }

    private Operation operation(String method, String path, JsonNode told) {
        List<String> roles = new ArrayList<>();
        told.path("security").path(0).path("bearer").forEach(role -> roles.add(role.asText()));
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode one : told.path("parameters")) {
            JsonNode parameter = resolved(one, 0);
            parameters.add(new Parameter(
                    parameter.path("in").asText(), parameter.path("name").asText(), parameter.path("schema")));
        }
        String mediaType = null;
        JsonNode body = null;
        for (Map.Entry<String, JsonNode> content :
                told.path("requestBody").path("content").properties()) {
            mediaType = content.getKey();
            body = body(content.getValue());
        }
        return new Operation(
                method.toUpperCase(Locale.ROOT), path, List.copyOf(roles), List.copyOf(parameters), mediaType, body);
    }

    private JsonNode body(JsonNode content) {
        JsonNode schema = resolved(content.path("schema"), 0);
        boolean says = schema.has("properties") || schema.has("items");
        return says ? schema : schemaOf(content.path("example"));
    }

    /** What aggregators send is theirs: the contract has an example of it, and no schema. */
    private static JsonNode schemaOf(JsonNode example) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (example.isObject()) {
            ObjectNode properties = schema.put("type", "object").putObject("properties");
            example.properties().forEach(field -> properties.set(field.getKey(), schemaOf(field.getValue())));
            example.fieldNames().forEachRemaining(schema.withArray("required")::add);
        } else if (example.isArray()) {
            schema.put("type", "array").put("minItems", 1).set("items", schemaOf(example.path(0)));
        } else {
            schema.put("type", example.isTextual() ? "string" : example.isBoolean() ? "boolean" : "integer");
            schema.putArray("examples").add(example);
            if (isTime(example.asText())) {
                schema.put("format", "date-time");
            }
        }
        return schema;
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private JsonNode resolved(JsonNode node, int references) {
        if (references > MOST_REFERENCES) {
            throw new IllegalStateException("A schema contains itself: " + node);
        }
        String reference = reference(node);
        if (reference != null) {
            return resolved(contract.at(reference.substring(1)), references + 1);
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), references)));
            return copy;
        }
        return node;
    }

    private static @Nullable String reference(JsonNode node) {
        return node.path("$ref").isTextual() ? node.path("$ref").asText() : null;
    }
}
