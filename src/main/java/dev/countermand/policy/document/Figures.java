package dev.countermand.policy.document;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.Policy;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A policy as plain data: maps, lists, texts and numbers, as its document writes them. */
public final class Figures {

    private Figures() {}

    /** All figures; what a policy does not have is null. */
    public static Map<String, @Nullable Object> of(Record record) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            figures.put(component.getName(), plain(value(record, component)));
        }
        return figures;
    }

    /** The same without what is null, at any depth. */
    public static Map<String, Object> given(Record record) {
        return withoutNulls(of(record));
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> map) {
        Map<String, Object> given = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            Object plain = value instanceof Map<?, ?> inner ? withoutNulls(inner) : value;
            if (plain != null) {
                given.put(String.valueOf(name), plain);
            }
        });
        return given;
    }

    /** What one policy says otherwise than another: by path, such as {@code shipping.processingTime}. */
    public static SortedMap<String, String> differences(Policy was, Policy is) {
        SortedMap<String, @Nullable Object> before = new TreeMap<>();
        SortedMap<String, @Nullable Object> after = new TreeMap<>();
        flatten("", of(was), before);
        flatten("", of(is), after);
        SortedMap<String, String> differences = new TreeMap<>();
        for (String path : union(before, after)) {
            String old = String.valueOf(before.get(path));
            String now = String.valueOf(after.get(path));
            if (!old.equals(now)) {
                differences.put(path, "is " + now + " and was " + old);
            }
        }
        return differences;
    }

    private static Collection<String> union(Map<String, ?> one, Map<String, ?> other) {
        SortedMap<String, Boolean> all = new TreeMap<>();
        one.keySet().forEach(path -> all.put(path, true));
        other.keySet().forEach(path -> all.put(path, true));
        return all.keySet();
    }

    private static void flatten(String path, @Nullable Object value, Map<String, @Nullable Object> flat) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> flatten(path.isEmpty() ? key + "" : path + "." + key, inner, flat));
        } else {
            flat.put(path, value);
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Wait wait -> wait.toString();
            case Record record -> of(record);
            case Map<?, ?> map -> {
                // Sorted, so that the same policy is always written in the same way.
                SortedMap<String, @Nullable Object> plain = new TreeMap<>();
                map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
                yield plain;
            }
            case List<?> list -> list.stream().map(Figures::plain).toList();
            case Collection<?> set -> set.stream().sorted().map(Figures::plain).toList();
            case Integer number -> number;
            case Duration duration -> Wait.of(duration).toString();
            default -> value.toString();
        };
    }
}
