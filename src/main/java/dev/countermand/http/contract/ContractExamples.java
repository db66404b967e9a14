package dev.countermand.http.contract;

import dev.countermand.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Makes examples of whole bodies from the examples of their fields, so that they are always complete. */
final class ContractExamples {

    static final String TIME = "2026-01-31T12:00:00Z";

    private static final String UUID = "0198c5b2-0000-7000-8000-000000000000";

    /** For texts that carry no example of their own, by the name of the field. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("orderId", "order-1001"),
            Map.entry("buyerId", "buyer-7"),
            Map.entry("sellerId", "seller-3"),
            Map.entry("paymentId", "pay-1"),
            Map.entry("id", "pay-1"),
            Map.entry("provider", "sandbox"),
            Map.entry("providerReference", "ch_1"),
            Map.entry("carrier", "ups"),
            Map.entry("trackingNumber", "1Z5R89390357567127"),
            Map.entry("author", "moderator-1"),
            Map.entry("next", "b3JkZXItMTAwMQ"),
            Map.entry("market", "aliexpress"),
            Map.entry("code", "NO_CARRIER_MOVEMENT"));

    private final Map<String, Schema> schemas;

    ContractExamples(Components components) {
        this.schemas = components.getSchemas();
    }

    /** An example of a body with this schema. */
    Object of(Schema schema) {
        return of("", schema);
    }

    private Object of(String name, Schema schema) {
        Object own = own(schema);
        if (own != null) {
            return own;
        }
        if (schema.getRef() != null) {
            return of(name, resolve(schema));
        }
        if (schema.getProperties() != null) {
            return object(schema);
        }
        SchemaType type =
                schema.getType() == null ? SchemaType.OBJECT : schema.getType().getFirst();
        return switch (type) {
            case ARRAY -> List.of(of(name, schema.getItems()));
            case OBJECT -> Map.of();
            case BOOLEAN -> false;
            case INTEGER, NUMBER ->
                schema.getMinimum() == null ? 1 : schema.getMinimum().intValue();
            case STRING -> text(name, schema);
            case NULL -> throw new IllegalStateException("A field " + name + " that is always null");
        };
    }

    private static @Nullable Object own(Schema schema) {
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return schema.getExamples().getFirst();
        }
        return schema.getEnumeration() == null ? null : schema.getEnumeration().getFirst();
    }

    private Schema resolve(Schema reference) {
        String name = reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
        return Objects.requireNonNull(schemas.get(name), name);
    }

    /** All that is always there, and what else has an example of its own. */
    private Map<String, Object> object(Schema schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        schema.getProperties().forEach((name, property) -> {
            boolean required =
                    schema.getRequired() != null && schema.getRequired().contains(name);
            if (required || own(property) != null) {
                object.put(name, of(name, property));
            }
        });
        return object;
    }

    private static String text(String name, Schema schema) {
        if ("uuid".equals(schema.getFormat())) {
            return UUID;
        }
        if ("date-time".equals(schema.getFormat())) {
            return TIME;
        }
        if ("decimal".equals(schema.getFormat())) {
            return "29.90";
        }
        return TEXTS.getOrDefault(name, "text");
    }

    /** A problem as it is sent. */
    static Map<String, Object> of(Problem problem) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", problem.type());
        example.put("title", problem.title());
        example.put("status", problem.status());
        example.put("detail", problem.detail().replace("`", ""));
        example.put("code", problem.code());
        if (problem.status() == 400) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("field", "lines[0].quantity");
            error.put("message", "must be given");
            example.put("errors", List.of(error));
        }
        if (problem.currentStatus() != null) {
            example.put("currentStatus", problem.currentStatus());
        }
        if (problem.allowedActions() != null) {
            example.put("allowedActions", problem.allowedActions());
        }
        return example;
    }
}
