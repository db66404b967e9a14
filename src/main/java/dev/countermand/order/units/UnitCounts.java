package dev.countermand.order.units;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Arithmetic of units by line, where lines are counted from 1. What is given stays as it is; what is returned is new, and
 * has no line of which there are none. Pure.
 */
public final class UnitCounts {

    private UnitCounts() {}

    /** The units of both. */
    public static Map<Integer, Integer> plus(Map<Integer, Integer> units, Map<Integer, Integer> more) {
        Map<Integer, Integer> sum = new TreeMap<>(units);
        more.forEach((line, quantity) -> sum.merge(line, quantity, Integer::sum));
        return positive(sum);
    }

    /** The units of all of them. */
    public static Map<Integer, Integer> sum(Stream<Map<Integer, Integer>> all) {
        Map<Integer, Integer> sum = new TreeMap<>();
        all.forEachOrdered(units -> units.forEach((line, quantity) -> sum.merge(line, quantity, Integer::sum)));
        return positive(sum);
    }

    /** What is left of the units when these are taken away; of a line that has fewer, none. */
    public static Map<Integer, Integer> minus(Map<Integer, Integer> units, Map<Integer, Integer> less) {
        return each(units, (line, quantity) -> quantity - less.getOrDefault(line, 0));
    }

    /** Of the units as many as there are among the others, too. */
    public static Map<Integer, Integer> min(Map<Integer, Integer> units, Map<Integer, Integer> most) {
        return each(units, (line, quantity) -> Math.min(quantity, most.getOrDefault(line, 0)));
    }

    /** Whether all of these units are among them. */
    public static boolean covers(Map<Integer, Integer> units, Map<Integer, Integer> some) {
        return minus(some, units).isEmpty();
    }

    /** How many units there are, of whatever line. */
    public static int total(Map<Integer, Integer> units) {
        return units.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<Integer, Integer> each(
            Map<Integer, Integer> units, BiFunction<Integer, Integer, Integer> howMany) {
        Map<Integer, Integer> changed = new TreeMap<>(units);
        changed.replaceAll(howMany);
        return positive(changed);
    }

    private static Map<Integer, Integer> positive(Map<Integer, Integer> units) {
        units.values().removeIf(quantity -> quantity <= 0);
        return units;
    }
}
