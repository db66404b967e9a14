package dev.countermand.simulation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each of several things is. The order is kept: chance must fall the same way every time. */
final class Shares {

    private Shares() {}

    /** Keys and numbers in turn. */
    @SuppressWarnings("unchecked") // each first of two is a T where it is called with nothing else
    static <T> Map<T, Double> of(T first, Object... more) {
        Map<T, Double> shares = new LinkedHashMap<>();
        Object key = first;
        for (Object next : more) {
            if (next instanceof Number number) {
                shares.put((T) key, number.doubleValue());
            } else {
                key = next;
            }
        }
        return Collections.unmodifiableMap(shares);
    }

    /** The same with others in their place. */
    static <T> Map<T, Double> with(Map<T, Double> shares, Map<T, Double> others) {
        Map<T, Double> both = new LinkedHashMap<>(shares);
        both.putAll(others);
        return Collections.unmodifiableMap(both);
    }
}
