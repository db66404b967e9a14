package dev.countermand.order;

import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.units.LineUnits;
import dev.countermand.order.units.OrderLine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which units of an order an act is about. */
public final class UnitChoice {

    private UnitChoice() {}

    /**
     * The units named, by line; all that are available when none are named. Refuses a line that is not there or stands
     * twice, more than a line has, and more than is available now.
     */
    public static Map<Integer, Integer> of(
            Order order, @Nullable List<LineUnits> named, Map<Integer, Integer> available, Role role) {
        return of(order, "lines", named, available, role);
    }

    /** The same, where the field that names them is called otherwise. */
    public static Map<Integer, Integer> of(
            Order order, String called, @Nullable List<LineUnits> named, Map<Integer, Integer> available, Role role) {
        if (named == null) {
            return available;
        }
        Map<Integer, Integer> units = new TreeMap<>();
        for (int i = 0; i < named.size(); i++) {
            LineUnits part = named.get(i);
            String field = called + "[" + i + "]";
            OrderLine line = order.lines().stream()
                    .filter(candidate -> candidate.line() == part.line())
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid(field + ".line", "is not a line of this order")
                            .asException());
            if (units.put(line.line(), part.quantity()) != null) {
                throw Refusal.invalid(field + ".line", "stands twice").asException();
            }
            if (part.quantity() > line.quantity()) {
                throw Refusal.invalid(field + ".quantity", "is more than the line has")
                        .asException();
            }
            int left = available.getOrDefault(line.line(), 0);
            if (part.quantity() > left) {
                throw order.notNow(
                                "UNITS_NOT_AVAILABLE",
                                "Of line " + line.line() + " " + left(left) + " left for this",
                                Set.of(role))
                        .asException();
            }
        }
        return units;
    }

    private static String left(int units) {
        return switch (units) {
            case 0 -> "no unit is";
            case 1 -> "only 1 unit is";
            default -> "only " + units + " units are";
        };
    }
}
