package dev.countermand.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countermand.api.Market;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies that a schema allows, with what the service knows in them: a market, a carrier, the buyer of the order. */
final class ValidBodies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> MARKETS = List.of("aliexpress", "aliexpress", "eldorado", "lamoda", "cod-post");
    private static final List<String> AMOUNTS = List.of("0.01", "4.90", "5.00", "12.50", "29.90");
    private static final String AMOUNT_PATTERN = "^(0|[1-9]\\d{0,12})(\\.\\d{1,4})?$";
    private static final int LONGEST_AGO_HOURS = 100;

    /** What the schema cannot say. */
    private static final Map<String, String> BY_NAME = Map.of(
            "buyerId",
            "$buyer$",
            "sellerId",
            "$seller$",
            "orderId",
            "$order$",
            "currency",
            "EUR",
            "carrier",
            "ups",
            "provider",
            "sandbox",
            "country",
            "DE",
            "from",
            "10:00",
            "until",
            "14:00",
            "subject",
            "$order$");

    private final Random random;
    private final String fresh;
    private final Instant now;
    private final boolean everything;
    private int made;

    /**
     * What bodies are made of.
     *
     * @param fresh an id that nobody has used
     * @param everything whether every field is given that can be
     */
    ValidBodies(Random random, String fresh, Instant now, boolean everything) {
        this.random = random;
        this.fresh = fresh;
        this.now = now;
        this.everything = everything;
    }

    JsonNode of(JsonNode schema) {
        return of(schema, "");
    }

    JsonNode of(JsonNode schema, String name) {
        return of(schema, name, 0);
    }

    private JsonNode of(JsonNode schema, String name, int position) {
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer", "number" -> NODES.numberNode(number(schema, name));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text(schema, name, position));
        };
    }

    private JsonNode object(JsonNode schema) {
        if (!schema.has("properties") && schema.has("examples")) {
            return schema.path("examples").path(0).deepCopy();
        }
        ObjectNode object = NODES.objectNode();
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (everything || required.contains(property.getKey()) || random.nextInt(3) == 0) {
                object.set(property.getKey(), of(property.getValue(), property.getKey(), 0));
            }
        }
        return object;
    }

    /** What must have just so many, such as signatures, has one of each. */
    private ArrayNode array(JsonNode schema) {
        int least = Math.max(1, schema.path("minItems").asInt());
        int size = Math.min(least + random.nextInt(2), schema.path("maxItems").asInt(Integer.MAX_VALUE));
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            JsonNode item = schema.path("items");
            if (least > 1 && item.has("properties")) {
                array.add(oneOfEach(item, i));
            } else {
                array.add(of(item, "", i));
            }
        }
        return array;
    }

    private ObjectNode oneOfEach(JsonNode schema, int position) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(field -> object.set(field.getKey(), of(field.getValue(), field.getKey(), position)));
        return object;
    }

    private int number(JsonNode schema, String name) {
        int least = schema.path("minimum").asInt(0);
        int most = Math.min(schema.path("maximum").asInt(Integer.MAX_VALUE), least + 2);
        return name.equals("line") ? 1 : least + random.nextInt(most - least + 1);
    }

    private String text(JsonNode schema, String name, int position) {
        if (schema.has("enum")) {
            JsonNode values = schema.path("enum");
            int choice = position > 0 ? position % values.size() : random.nextInt(values.size());
            return values.path(choice).asText();
        }
        String byFormat = byFormat(schema.path("format").asText());
        return byFormat != null ? byFormat : byName(schema, name);
    }

    private @Nullable String byFormat(String format) {
        return switch (format) {
            case "date-time" ->
                now.minus(Duration.ofHours(random.nextInt(LONGEST_AGO_HOURS))).toString();
            case "date" ->
                now.plus(Duration.ofDays(3))
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
            case "duration" -> "P" + (1 + random.nextInt(5)) + "D";
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> null;
        };
    }

    private String byName(JsonNode schema, String name) {
        String known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        return switch (name) {
            case "id", "providerReference" -> fresh + "-" + made++;
            case "market" -> MARKETS.get(random.nextInt(MARKETS.size()));
            case "trackingNumber", "tracking_code" -> trackingNumber();
            default ->
                schema.path("pattern").asText().equals(AMOUNT_PATTERN)
                        ? AMOUNTS.get(random.nextInt(AMOUNTS.size()))
                        : schema.path("examples").path(0).asText("Some words");
        };
    }

    private String trackingNumber() {
        return Market.trackingNumber(
                String.format(Locale.ROOT, "%06d%09d", random.nextInt(1_000_000), random.nextInt(1_000_000_000)));
    }
}
