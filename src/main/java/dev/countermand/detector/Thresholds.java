package dev.countermand.detector;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of a detector's thresholds, by name.
 *
 * @param values whole numbers, numbers and texts, as {@link Threshold.Kind} says
 */
public record Thresholds(SortedMap<String, Object> values) {

    public Thresholds {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Thresholds of(Map<String, Object> values) {
        return new Thresholds(new TreeMap<>(values));
    }

    /** These, with others in their place where they are given. */
    public Thresholds with(Map<String, Object> others) {
        SortedMap<String, Object> both = new TreeMap<>(values);
        both.putAll(others);
        return new Thresholds(both);
    }

    public int count(String name) {
        return ((Number) value(name)).intValue();
    }

    double decimal(String name) {
        return ((Number) value(name)).doubleValue();
    }

    public Duration duration(String name) {
        return Duration.parse((String) value(name));
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
