package dev.countermand.tracking.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * One mapping of a catalogue file, read field by field. Whatever is not as expected is refused with the place and the
 * reason. Nothing is converted: a code such as NO or 012, which YAML takes for something else than text, is refused
 * until it is put in quotes.
 */
final class Entry {

    private final String place;
    private final Map<String, Object> fields;

    private Entry(String place, Map<String, Object> fields) {
        this.place = place;
        this.fields = fields;
    }

    /** Parses a file into plain lists, maps and scalars. */
    static @Nullable Object document(String file, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw new CatalogueException(file, "is no YAML: " + e.getMessage(), e);
        }
    }

    static Entry of(String place, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new CatalogueException(place, "must be a mapping, but is " + value);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> {
            if (!(key instanceof String name)) {
                throw new CatalogueException(place, "has the key " + key + ", which is no text without quotes");
            }
            if (field == null) {
                throw new CatalogueException(place, "has nothing for " + name);
            }
            fields.put(name, field);
        });
        return new Entry(place, fields);
    }

    static List<String> texts(String place, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw new CatalogueException(place, "must be a list, but is " + value);
        }
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
            texts.add(text(place, item));
        }
        return texts;
    }

    /** Refuses fields that nobody would read, such as misspelt ones. */
    Entry allowing(String... names) {
        TreeSet<String> unknown = new TreeSet<>(fields.keySet());
        Arrays.asList(names).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw faulty("has unknown fields: " + unknown);
        }
        return this;
    }

    /** The same fields under a place told more exactly. */
    Entry at(String where) {
        return new Entry(place + ": " + where, fields);
    }

    String place() {
        return place;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return text(place + ": " + name, fields.get(name));
    }

    boolean flag(String name) {
        Object value = fields.getOrDefault(name, false);
        if (!(value instanceof Boolean flag)) {
            throw faulty("needs true or false for " + name);
        }
        return flag;
    }

    /** A number that weighs or divides, so never zero or less. */
    int number(String name) {
        return number(place + ": " + name, fields.get(name));
    }

    List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object item : list) {
                numbers.add(number(place + ": " + name, item));
            }
        }
        if (numbers.isEmpty()) {
            throw faulty("needs a list of numbers for " + name);
        }
        return numbers;
    }

    /** A list of texts; empty when the field is absent. */
    List<String> texts(String name) {
        return has(name) ? texts(place + ": " + name, fields.get(name)) : List.of();
    }

    /** A mapping with free keys, in the order of the file; empty when the field is absent. */
    Map<String, Object> mapping(String name) {
        return has(name) ? nested(name).fields : Map.of();
    }

    Entry nested(String name) {
        return of(place + ": " + name, fields.get(name));
    }

    /** A list of mappings. */
    List<Entry> entries(String name) {
        if (!(fields.get(name) instanceof List<?> list) || list.isEmpty()) {
            throw faulty("has no " + name);
        }
        List<Entry> entries = new ArrayList<>();
        for (Object item : list) {
            entries.add(of(place + ": " + name, item));
        }
        return entries;
    }

    CatalogueException faulty(String reason) {
        return new CatalogueException(place, reason);
    }

    CatalogueException faulty(String reason, Throwable cause) {
        return new CatalogueException(place, reason, cause);
    }

    private static String text(String place, @Nullable Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            throw new CatalogueException(place, "must be text, in quotes if need be, but is " + value);
        }
        return text;
    }

    private static int number(String place, @Nullable Object value) {
        if (!(value instanceof Integer number) || number <= 0) {
            throw new CatalogueException(place, "must be a number above zero, but is " + value);
        }
        return number;
    }
}
