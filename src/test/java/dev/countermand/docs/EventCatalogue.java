package dev.countermand.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code docs/events/catalogue.yaml}: every kind of event, with what it says. The page and the schemas are made of it. */
public final class EventCatalogue {

    static final Path FILE = Path.of("docs", "events", "catalogue.yaml");

    private static final String PREFIX = "dev.countermand.";
    private static final String VERSION = ".v1";
    private static final String SOME_ID = "0198c5b2-0000-7000-8000-000000000000";
    private static final String SOME_TIME = "2029-03-01T10:15:30.123456Z";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * What an event says.
     *
     * @param optional not in every event of the kind
     */
    public record Field(String name, boolean optional, String type, JsonNode example, String meaning) {}

    /** A kind of event, by its name without prefix and version. */
    public record Kind(String name, Subject subject, String when, String rule, List<Field> fields) {

        public String type() {
            return PREFIX + name + VERSION;
        }

        String file() {
            return name + VERSION + ".json";
        }

        /** An event as {@code GET /v1/events} gives it. */
        ObjectNode example() {
            ObjectNode data = JSON.objectNode();
            fields.stream()
                    .filter(field -> !field.optional())
                    .forEach(field -> data.set(field.name(), field.example()));
            ObjectNode event = JSON.objectNode();
            event.put("specversion", "1.0");
            event.put("id", SOME_ID);
            event.put("source", "/countermand");
            event.put("type", type());
            event.put("subject", subject.example(data));
            event.put("time", SOME_TIME);
            event.put("datacontenttype", "application/json");
            event.put("position", 1);
            event.set("data", data);
            return event;
        }

        /** JSON Schema 2020-12 of it. More may be said one day: whoever reads leaves alone what they do not know. */
        public ObjectNode schema() {
            ObjectNode schema = JSON.objectNode();
            schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.put("$id", "urn:countermand:event:" + name + VERSION);
            schema.put("title", type());
            schema.put("description", when);
            schema.put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            properties.putObject("specversion").put("const", "1.0");
            properties.set("id", form("id"));
            properties.putObject("source").put("const", "/countermand");
            properties.putObject("type").put("const", type());
            properties.putObject("subject").put("type", "string").put("pattern", subject.pattern());
            properties.set("time", form("time"));
            properties.putObject("datacontenttype").put("const", "application/json");
            properties.putObject("position").put("type", "integer").put("minimum", 1);
            ObjectNode data = properties.putObject("data").put("type", "object");
            ObjectNode said = data.putObject("properties");
            ArrayNode required = data.putArray("required");
            for (Field field : fields) {
                said.set(field.name(), form(field.type()).put("description", field.meaning()));
                if (!field.optional()) {
                    required.add(field.name());
                }
            }
            ArrayNode all = schema.putArray("required");
            properties.fieldNames().forEachRemaining(all::add);
            return schema;
        }
    }

    /**
     * What kinds are about.
     *
     * @param about what stands in {@code subject}, with names of fields in braces
     * @param audience {@code parties}, when buyer and seller may read it, or {@code staff}
     */
    public record Subject(String name, String title, String about, String audience) {

        String pattern() {
            return "^("
                    + String.join(
                            "|",
                            Stream.of(about.split(", of a document "))
                                    .map(one -> one.replaceAll("\\{\\w+}", ".+"))
                                    .toList())
                    + ")$";
        }

        String example(ObjectNode data) {
            String made = about.split(", of a document ")[data.has("evidenceId") ? 1 : 0];
            for (Map.Entry<String, JsonNode> field : data.properties()) {
                made = made.replace("{" + field.getKey() + "}", field.getValue().asText());
            }
            return made;
        }
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final Map<String, String> unwritten = new LinkedHashMap<>();
    private final JsonNode fields;

    private EventCatalogue(JsonNode document) {
        this.fields = document.path("fields");
        document.path("unwritten")
                .properties()
                .forEach(each -> unwritten.put(each.getKey(), each.getValue().asText()));
        String always = document.path("always").asText();
        document.path("subjects").properties().forEach(each -> {
            JsonNode said = each.getValue();
            Subject subject = new Subject(
                    each.getKey(),
                    said.path("title").asText(),
                    said.path("about").asText(),
                    said.path("for").asText());
            subjects.add(subject);
            said.path("kinds").properties().forEach(entry -> {
                JsonNode kind = entry.getValue();
                String names =
                        said.path("says").asText() + " " + kind.path("says").asText("") + " " + always;
                String name = subject.name() + "." + entry.getKey();
                kinds.put(
                        name,
                        new Kind(
                                name,
                                subject,
                                kind.path("when").asText(),
                                kind.path("rule").asText(),
                                Stream.of(names.strip().split("\\s+"))
                                        .map(field -> field(subject, field))
                                        .toList()));
            });
        });
    }

    public static EventCatalogue read() {
        try {
            return new EventCatalogue(new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** By name, in the order of the file. */
    public Map<String, Kind> kinds() {
        return kinds;
    }

    /** Kinds that are named by states which no act reaches yet, with what they would tell: nobody can read them. */
    public Map<String, String> unwritten() {
        return unwritten;
    }

    private Field field(Subject subject, String written) {
        boolean optional = written.endsWith("?");
        String name = optional ? written.substring(0, written.length() - 1) : written;
        JsonNode entry = fields.path(subject.name() + "." + name);
        if (entry.isMissingNode()) {
            entry = fields.path(name);
        }
        if (entry.isMissingNode()) {
            throw new IllegalStateException(FILE + " says nothing of the field " + name + " of " + subject.name()
                    + ".*: add it to `fields`, with its type and what it is");
        }
        String type = entry.path("type").asText();
        return new Field(
                name, optional, type, example(type, entry), entry.path("is").asText());
    }

    private static JsonNode example(String type, JsonNode entry) {
        return switch (type) {
            case "id" -> JSON.textNode(SOME_ID);
            case "time" -> JSON.textNode(SOME_TIME);
            case "any" -> JSON.objectNode();
            default -> entry.path("example");
        };
    }

    /** What may stand in a field of this type; the name of an enum stands for its constants. */
    private static ObjectNode form(String type) {
        ObjectNode form = JSON.objectNode();
        return switch (type) {
            case "text" -> form.put("type", "string");
            case "id" -> form.put("type", "string").put("format", "uuid");
            case "time" -> form.put("type", "string").put("format", "date-time");
            case "amount" -> form.put("type", "string").put("pattern", "^-?\\d+(\\.\\d+)?$");
            case "currency" -> form.put("type", "string").put("pattern", "^[A-Z]{3}$");
            case "flag" -> form.put("type", "boolean");
            case "integer", "number" -> form.put("type", type);
            case "any" -> form;
            default -> {
                form.put("type", "string");
                ArrayNode values = form.putArray("enum");
                constants(type).forEach(values::add);
                yield form;
            }
        };
    }

    private static List<String> constants(String type) {
        try {
            return Stream.of(Class.forName("dev.countermand." + type).getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(FILE + " names the type " + type + ", which is none", e);
        }
    }
}
