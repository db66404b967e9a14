package dev.countermand.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenAPI document, and where things are in it. */
public record Contract(JsonNode document) {

    /** The published one. */
    public static final Path PUBLISHED = Path.of("openapi", "openapi.yaml");

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(Feature.MINIMIZE_QUOTES)
            .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(Feature.LITERAL_BLOCK_STYLE)
            .disable(Feature.SPLIT_LINES)
            .disable(Feature.WRITE_DOC_START_MARKER)
            .stringQuotingChecker(new TimesQuoted())
            .build());

    /** What looks like a time or a number to any reader of YAML is quoted. */
    private static final class TimesQuoted extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("[-+.]?[0-9].*");
        }
    }

    /** An operation by its pointers in the document. */
    public record Operation(String method, String path, JsonNode node) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static Contract published() {
        try {
            return parse(Files.readString(PUBLISHED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads YAML or JSON. */
    public static Contract parse(String text) {
        try {
            return new Contract(YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document as it is published: what a reader asks first stands first. */
    public String text() {
        ObjectNode ordered = YAML.createObjectNode();
        Stream.of("openapi", "info", "tags", "paths")
                .filter(document::has)
                .forEach(name -> ordered.set(name, document.get(name)));
        document.properties().forEach(entry -> ordered.putIfAbsent(entry.getKey(), entry.getValue()));
        try {
            return "# Generated from the code; see PublishedContractTest.\n" + YAML.writeValueAsString(ordered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all operations, each once. */
    public Set<String> addresses() {
        return operations().stream().map(Operation::path).collect(Collectors.toSet());
    }

    public List<Operation> operations() {
        return document.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> entry.getKey().matches("get|put|post|patch|delete"))
                        .map(entry -> new Operation(entry.getKey(), path.getKey(), entry.getValue())))
                .toList();
    }

    /** The template that fits an address best: one in words before one with parameters. */
    public Optional<String> template(String address) {
        TreeMap<String, String> fitting = new TreeMap<>(Comparator.<String>comparingInt(
                        each -> each.length() - each.replace("{", "").length())
                .thenComparing(Comparator.naturalOrder()));
        document.get("paths").fieldNames().forEachRemaining(path -> {
            if (address.matches(path.replaceAll("\\{\\w+}", "[^/]+"))) {
                fitting.put(path, path);
            }
        });
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.firstKey());
    }

    /** What stands behind a reference, or the node itself. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** A schema of this document that stands alone. */
    public JsonNode standalone(JsonNode schema) {
        ObjectNode alone = schema.deepCopy();
        alone.set("components", document.get("components"));
        return alone;
    }
}
