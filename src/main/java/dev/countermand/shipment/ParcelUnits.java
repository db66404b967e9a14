package dev.countermand.shipment;

import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.OrderLine;
import dev.countermand.order.units.UnitCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * P1: which units are in which parcel. An order knows how many units of a line are in parcels; when it has fewer than its
 * parcels, those that are over have left it.
 */
final class ParcelUnits {

    private final List<ShipmentRow> rows;
    private final Map<UUID, List<ShipmentLineRow>> lines;

    /** What the order has in parcels, and no parcel says that it is in it: that is in the first that says nothing. */
    private final Map<Integer, Integer> untold = new TreeMap<>();

    /** @param lines of all the rows */
    ParcelUnits(List<ShipmentRow> rows, List<ShipmentLineRow> lines) {
        this.rows = List.copyOf(rows);
        this.lines = lines.stream().collect(Collectors.groupingBy(line -> line.shipmentId));
    }

    /** The same where nobody knows which parcel the units have left. */
    ParcelUnits settle(List<OrderLine> order) {
        return settle(order, null);
    }

    /**
     * Takes out of the parcels what the order has not in them any more: first of what came back, then of what no carrier
     * has, then of what is lost, then of what is on its way; of alike parcels first of the one declared last.
     *
     * @param left the parcel that comes before all others, if it is known which the units have left (P2)
     */
    ParcelUnits settle(List<OrderLine> order, @Nullable UUID left) {
        Map<Integer, Integer> held = UnitCounts.sum(
                lines.values().stream().flatMap(List::stream).map(line -> Map.of(line.line, line.held())));
        Map<Integer, Integer> shipped = UnitCounts.sum(order.stream().map(line -> Map.of(line.line(), line.shipped())));
        untold.putAll(UnitCounts.minus(shipped, held));
        Map<Integer, Integer> over = UnitCounts.minus(held, shipped);
        for (ShipmentRow row : lastFirst(left)) {
            for (ShipmentLineRow line : linesOf(row)) {
                int leaves = Math.min(over.getOrDefault(line.line, 0), line.held());
                if (leaves > 0) {
                    line.gone += leaves;
                    over.merge(line.line, -leaves, Integer::sum);
                }
            }
        }
        return this;
    }

    /** Takes all that is in this parcel out of it, and says what that was. */
    Map<Integer, Integer> takeAll(ShipmentRow row) {
        Map<Integer, Integer> units = unitsOf(row);
        linesOf(row).forEach(line -> line.gone = line.quantity);
        return units;
    }

    private List<ShipmentRow> lastFirst(@Nullable UUID left) {
        List<ShipmentRow> sorted = new ArrayList<>(rows.reversed());
        sorted.sort(Comparator.comparing((ShipmentRow row) -> !row.id.equals(left))
                .thenComparing(row -> switch (stateOf(row)) {
                    case REPLACED, VOID -> 0;
                    case RETURNED -> 1;
                    case DECLARED -> 2;
                    case LOST -> 3;
                    case ACCEPTED -> 4;
                    case DELIVERED -> 5;
                }));
        return sorted;
    }

    /** The parcels as the rules see them, in the order of declaration. */
    List<Parcel> parcels() {
        return rows.stream().map(this::parcel).toList();
    }

    private Parcel parcel(ShipmentRow row) {
        return new Parcel(
                row.id,
                unitsOf(row),
                linesOf(row).isEmpty(),
                stateOf(row),
                row.takenOverAt(),
                row.arrivedAt(),
                row.askedAt != null);
    }

    private Map<Integer, Integer> unitsOf(ShipmentRow row) {
        if (linesOf(row).isEmpty()) {
            boolean first = rows.stream()
                    .filter(other -> linesOf(other).isEmpty())
                    .findFirst()
                    .filter(other -> other.id.equals(row.id))
                    .isPresent();
            return first ? Map.copyOf(untold) : Map.of();
        }
        return linesOf(row).stream()
                .filter(line -> line.held() > 0)
                .collect(Collectors.toMap(line -> line.line, ShipmentLineRow::held));
    }

    private List<ShipmentLineRow> linesOf(ShipmentRow row) {
        return lines.getOrDefault(row.id, List.of());
    }

    private ParcelState stateOf(ShipmentRow row) {
        ParcelState told = row.reported();
        List<ShipmentLineRow> held = linesOf(row);
        boolean empty = !held.isEmpty() && held.stream().allMatch(line -> line.held() == 0);
        return told == ParcelState.DECLARED && empty ? ParcelState.VOID : told;
    }
}
