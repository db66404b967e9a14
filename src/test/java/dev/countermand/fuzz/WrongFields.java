package dev.countermand.fuzz;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be wrong with each field of a body: missing, twice, and every wrong value. */
final class WrongFields {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WrongFields() {}

    /** A target for the whole document, and for each field of its schema. */
    static List<Target> of(Operation operation) {
        List<Target> targets = new ArrayList<>();
        JsonNode schema = operation.body();
        if (schema != null && operation.takesJson()) {
            spots(schema).forEach((spot, at) -> targets.add(new Target(operation, "body " + spot, wrongs(spot, at))));
        }
        return targets;
    }

    /** The schema of each field; {@code *} stands for the elements of an array, and nothing for the whole document. */
    static Map<String, JsonNode> spots(JsonNode schema) {
        Map<String, JsonNode> spots = new LinkedHashMap<>();
        collect("", schema, spots);
        return spots;
    }

    private static void collect(String spot, JsonNode schema, Map<String, JsonNode> spots) {
        spots.put(spot, schema);
        schema.path("properties")
                .properties()
                .forEach(field -> collect(spot + "/" + field.getKey(), field.getValue(), spots));
        if (schema.has("items")) {
            collect(spot + "/*", schema.path("items"), spots);
        }
    }

    private static List<Wrong> wrongs(String spot, JsonNode schema) {
        List<Wrong> wrongs = new ArrayList<>();
        WrongValues.instead(schema)
                .forEach((says, json) ->
                        wrongs.add(new Wrong(spot + " is " + says, (draft, random) -> put(draft, spot, json))));
        wrongs.add(new Wrong(spot + " is missing", (draft, random) -> remove(draft, spot)));
        if (schema.has("properties")) {
            wrongs.add(new Wrong(spot + " has an unknown field", (draft, random) -> addUnknown(draft, spot)));
        }
        if (!spot.isEmpty()) {
            wrongs.add(new Wrong(spot + " is there twice", (draft, random) -> repeat(draft, spot)));
        }
        if (schema.has("items")) {
            wrongs.add(new Wrong(
                    spot + " has its elements many times",
                    (draft, random) -> repeat(draft, spot, 1 + random.nextInt(1_000))));
        }
        return wrongs;
    }

    private static void repeat(Draft draft, String spot, int times) {
        if (at(draft, spot) instanceof ArrayNode array && !array.isEmpty()) {
            JsonNode first = array.get(0);
            for (int i = 0; i < times; i++) {
                array.add(first);
            }
        }
    }

    private static void addUnknown(Draft draft, String spot) {
        if (at(draft, spot) instanceof ObjectNode object) {
            object.put("colour", "red");
        }
    }

    private static void repeat(Draft draft, String spot) {
        JsonNode value = at(draft, spot);
        if (!value.isMissingNode()) {
            put(draft, spot, value + ",\"" + spot.substring(spot.lastIndexOf('/') + 1) + "\":" + value);
        }
    }

    private static void put(Draft draft, String spot, String json) {
        JsonNode raw = NODES.rawValueNode(new RawValue(json));
        if (spot.isEmpty()) {
            draft.json = raw;
            return;
        }
        JsonPointer pointer = pointer(spot);
        JsonNode parent = at(draft, pointer.head());
        if (parent instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), raw);
        } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
            array.set(0, raw);
        }
    }

    private static void remove(Draft draft, String spot) {
        if (spot.isEmpty()) {
            draft.json = null;
            return;
        }
        JsonPointer pointer = pointer(spot);
        JsonNode parent = at(draft, pointer.head());
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
            array.remove(0);
        }
    }

    private static JsonNode at(Draft draft, String spot) {
        return at(draft, pointer(spot));
    }

    /** Missing where something before has made it so. */
    private static JsonNode at(Draft draft, JsonPointer pointer) {
        return draft.json == null ? NODES.missingNode() : draft.json.at(pointer);
    }

    private static JsonPointer pointer(String spot) {
        return JsonPointer.compile(spot.replace('*', '0'));
    }
}
