package dev.countermand.document;

import dev.countermand.document.DocumentNode.Entry;
import dev.countermand.document.DocumentNode.Mapping;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a mapping, read one by one.
 *
 * @param path what comes before a key in its full name; empty at the top of a document
 */
public record Fields(String path, Mapping mapping) {

    /** Those at the top of a document. */
    public static Fields of(Mapping document) {
        return new Fields("", document);
    }

    /** Refuses keys that nobody would read, such as misspelt ones. */
    public Fields allowing(Collection<String> names) {
        mapping.entries().forEach((key, entry) -> {
            if (!names.contains(key)) {
                throw entry.place().faulty(path + key + " is an unknown key" + Suggestion.of(key, names));
            }
        });
        return this;
    }

    public Fields allowing(String... names) {
        return allowing(List.of(names));
    }

    public boolean has(String name) {
        return mapping.entries().containsKey(name);
    }

    /** What stands behind a key that must be there. */
    public Value get(String name) {
        Value value = find(name);
        if (value == null) {
            throw faulty(path + name + " is missing");
        }
        return value.given();
    }

    /** What stands behind a key, be it nothing; null where there is no such key. */
    @Nullable
    Value find(String name) {
        Entry entry = mapping.entries().get(name);
        return entry == null ? null : new Value(path + name, entry.place(), entry.value());
    }

    /** The elements of a list; none where there is no such key. */
    public List<Value> items(String name) {
        return has(name) ? get(name).items() : List.of();
    }

    /** The values of a mapping with free keys; none where there is no such key. */
    public Map<String, Value> byKey(String name) {
        return has(name) ? get(name).byKey() : Map.of();
    }

    public Place place() {
        return mapping.place();
    }

    /** What is wrong with it as a whole, to throw. */
    public RuntimeException faulty(String reason) {
        return mapping.place().faulty(reason);
    }
}
