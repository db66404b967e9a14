package dev.countermand.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a document that still knows where it was written, also after documents were laid over one another. */
public sealed interface DocumentNode {

    Place place();

    /** What it is, for the end of a sentence. */
    String described();

    /** What a text without quotes means to YAML. */
    enum Kind {
        TEXT,
        WHOLE_NUMBER,
        DECIMAL,
        FLAG,
        NOTHING,
        OTHER
    }

    /** A single value. */
    record Scalar(Place place, String text, Kind kind) implements DocumentNode {

        public static Scalar text(Place place, String text) {
            return new Scalar(place, text, Kind.TEXT);
        }

        public static Scalar number(Place place, int number) {
            return new Scalar(place, Integer.toString(number), Kind.WHOLE_NUMBER);
        }

        @Override
        public String described() {
            return kind == Kind.NOTHING ? "nothing" : "\"" + text.strip().replaceAll("\\s+", " ") + "\"";
        }
    }

    /** A list. */
    record Sequence(Place place, List<DocumentNode> items) implements DocumentNode {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /** A key with its value. */
    record Entry(Place place, DocumentNode value) {}

    /** Keys with their values, in the order of the document. */
    record Mapping(Place place, Map<String, Entry> entries) implements DocumentNode {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Nullable
        public Entry get(String key) {
            return entries.get(key);
        }

        /** The same with this key, in place of what it was. */
        public Mapping with(String key, DocumentNode value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(value.place(), value));
            return new Mapping(place, changed);
        }

        /** The same without these keys. */
        public Mapping without(String... keys) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.keySet().removeAll(List.of(keys));
            return new Mapping(place, changed);
        }

        /** This laid over another: mappings merge, everything else is replaced. */
        public Mapping over(Mapping base) {
            Map<String, Entry> merged = new LinkedHashMap<>(base.entries);
            entries.forEach((key, own) -> {
                Entry below = merged.get(key);
                merged.put(
                        key,
                        below != null && below.value instanceof Mapping lower && own.value instanceof Mapping upper
                                ? new Entry(own.place, upper.over(lower))
                                : own);
            });
            return new Mapping(place, merged);
        }

        @Override
        public String described() {
            return "a mapping";
        }
    }
}
