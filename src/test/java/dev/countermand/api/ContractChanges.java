package dev.countermand.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names the changes from one contract to the next that break a caller who relied on the old one. */
final class ContractChanges {

    private static final String SCHEMA = "#/components/schemas/";

    private final Contract before;
    private final Contract after;
    private final List<String> breaking = new ArrayList<>();

    private ContractChanges(Contract before, Contract after) {
        this.before = before;
        this.after = after;
    }

    static List<String> breaking(Contract before, Contract after) {
        ContractChanges changes = new ContractChanges(before, after);
        before.operations().forEach(changes::operation);
        Set<String> sent = new HashSet<>();
        after.operations().forEach(operation -> changes.collect(operation.node().path("requestBody"), sent));
        before.document().at("/components/schemas").properties().forEach(schema -> {
            JsonNode now = after.document().at("/components/schemas").get(schema.getKey());
            if (now != null) {
                changes.schema(schema.getKey(), schema.getValue(), now, sent.contains(schema.getKey()));
            }
        });
        return changes.breaking;
    }

    private void operation(Contract.Operation operation) {
        JsonNode now = after.document().get("paths").path(operation.path()).get(operation.method());
        if (now == null) {
            breaking.add(operation + " is gone");
            return;
        }
        Set<String> known = new HashSet<>();
        parameters(before, operation.node()).forEach(parameter -> known.add(nameOf(parameter)));
        parameters(after, now).stream()
                .filter(parameter -> parameter.path("required").asBoolean() && !known.contains(nameOf(parameter)))
                .forEach(parameter -> breaking.add(operation + " now asks for " + nameOf(parameter)));
        if (now.at("/requestBody/required").asBoolean()
                && !operation.node().at("/requestBody/required").asBoolean()) {
            breaking.add(operation + " now asks for a body");
        }
        answers(operation, now);
    }

    private void answers(Contract.Operation operation, JsonNode now) {
        operation.node().path("responses").fieldNames().forEachRemaining(status -> {
            if (status.startsWith("2") && !now.path("responses").has(status)) {
                breaking.add(operation + " no longer answers " + status);
            }
        });
    }

    private static List<JsonNode> parameters(Contract contract, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> parameters.add(contract.resolve(parameter)));
        return parameters;
    }

    private static String nameOf(JsonNode parameter) {
        return parameter.path("in").asText() + " parameter "
                + parameter.path("name").asText();
    }

    private void schema(String name, JsonNode old, JsonNode now, boolean sent) {
        texts(old.path("enum")).stream()
                .filter(value -> !texts(now.path("enum")).contains(value))
                .forEach(value -> breaking.add(name + " no longer knows " + value));
        old.path("properties").properties().forEach(property -> {
            String field = name + "." + property.getKey();
            JsonNode present = now.path("properties").get(property.getKey());
            if (present == null) {
                breaking.add(field + " is gone");
            } else if (!shape(property.getValue()).equals(shape(present))) {
                breaking.add(field + " was " + shape(property.getValue()) + " and is " + shape(present));
            }
        });
        Set<String> required = texts(old.path("required"));
        Set<String> requiredNow = texts(now.path("required"));
        if (sent) {
            requiredNow.stream()
                    .filter(field -> !required.contains(field))
                    .forEach(field -> breaking.add(name + "." + field + " must now be sent"));
        } else {
            required.stream()
                    .filter(field -> !requiredNow.contains(field)
                            && now.path("properties").has(field))
                    .forEach(field -> breaking.add(name + "." + field + " is no longer always there"));
        }
    }

    private static String shape(JsonNode schema) {
        if (schema.has("$ref")) {
            return schema.get("$ref").asText();
        }
        return schema.path("type") + (schema.has("items") ? " of " + shape(schema.get("items")) : "");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Every schema that is reached from here. */
    private void collect(JsonNode node, Set<String> names) {
        String reference = node.path("$ref").asText();
        if (reference.startsWith(SCHEMA) && names.add(reference.substring(SCHEMA.length()))) {
            collect(after.resolve(node), names);
        }
        node.forEach(child -> collect(child, names));
    }
}
