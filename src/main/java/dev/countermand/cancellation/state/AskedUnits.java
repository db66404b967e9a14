package dev.countermand.cancellation.state;

import dev.countermand.order.units.UnitCounts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request asks for, and where each part of it stands (A4, A13, P2): what is open is pending, what is declared and no
 * carrier has is contested, and both go their own way. Units of one line are alike; the open ones are asked for first. Pure,
 * and never changed: every verb gives another one.
 */
public final class AskedUnits {

    /** Units of a line that stand alike. */
    @RegisterForReflection
    public record Part(int line, CancellationStatus status, int quantity) {}

    private final Map<CancellationStatus, Map<Integer, Integer>> units;

    private AskedUnits(Map<CancellationStatus, Map<Integer, Integer>> units) {
        this.units = units;
    }

    /**
     * These units are asked for now.
     *
     * @param open units of the order that are in no parcel: they are pending, the others contested
     */
    public static AskedUnits ask(Map<Integer, Integer> units, Map<Integer, Integer> open) {
        return all(CancellationStatus.PENDING, units)
                .beyond(CancellationStatus.PENDING, open, CancellationStatus.CONTESTED);
    }

    /** All of these stand alike. */
    public static AskedUnits all(CancellationStatus status, Map<Integer, Integer> units) {
        Map<CancellationStatus, Map<Integer, Integer>> alike = new EnumMap<>(CancellationStatus.class);
        add(alike, status, units);
        return new AskedUnits(alike);
    }

    /** As they were kept. */
    public static AskedUnits of(List<Part> parts) {
        Map<CancellationStatus, Map<Integer, Integer>> units = new EnumMap<>(CancellationStatus.class);
        for (CancellationStatus status : CancellationStatus.values()) {
            add(
                    units,
                    status,
                    UnitCounts.sum(parts.stream()
                            .filter(part -> part.status() == status)
                            .map(part -> Map.of(part.line(), part.quantity()))));
        }
        return new AskedUnits(units);
    }

    /** By line, then by status. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        units.forEach(
                (status, lines) -> lines.forEach((line, quantity) -> parts.add(new Part(line, status, quantity))));
        parts.sort(Comparator.comparingInt(Part::line));
        return List.copyOf(parts);
    }

    /** What stands there, in units by line. */
    public Map<Integer, Integer> in(CancellationStatus status) {
        return Collections.unmodifiableMap(units.getOrDefault(status, Map.of()));
    }

    /** What nobody has decided yet: pending and contested. */
    public Map<Integer, Integer> undecided() {
        return UnitCounts.plus(in(CancellationStatus.PENDING), in(CancellationStatus.CONTESTED));
    }

    /** Whether a part of it has left the order while the rest goes on (A6, A9). */
    public boolean partlyGranted() {
        return !in(CancellationStatus.APPROVED).isEmpty()
                || !in(CancellationStatus.EXPIRED_APPROVED).isEmpty();
    }

    /** What the request is while anything of it waits: for the seller first (A6), else for the carrier (A13). */
    public Optional<CancellationStatus> status() {
        return units.keySet().stream().filter(CancellationStatus::open).findFirst();
    }

    /** A13: of what is pending, more than is {@code open} now has been declared shipped. */
    public AskedUnits declared(Map<Integer, Integer> open) {
        return beyond(CancellationStatus.PENDING, open, CancellationStatus.CONTESTED);
    }

    /** A14: of what is contested, more than is only {@code declared} now is with a carrier. */
    public AskedUnits accepted(Map<Integer, Integer> declared) {
        return beyond(CancellationStatus.CONTESTED, declared, CancellationStatus.TOO_LATE);
    }

    /** A13: no carrier ever had it: of what came too late, as much as is only {@code declared} is contested again. */
    public AskedUnits contestedAgain(Map<Integer, Integer> declared) {
        Map<Integer, Integer> again = UnitCounts.minus(declared, in(CancellationStatus.CONTESTED));
        Map<Integer, Integer> stays = UnitCounts.minus(in(CancellationStatus.TOO_LATE), again);
        return beyond(CancellationStatus.TOO_LATE, stays, CancellationStatus.CONTESTED);
    }

    /** P2: what is asked for and not there any more has left the order by another way, as the buyer wanted. */
    public AskedUnits left(Map<Integer, Integer> open, Map<Integer, Integer> declared) {
        return beyond(CancellationStatus.PENDING, open, CancellationStatus.UPHELD)
                .beyond(CancellationStatus.CONTESTED, declared, CancellationStatus.UPHELD);
    }

    /** All that stands there goes on. */
    public AskedUnits move(CancellationStatus from, CancellationStatus to) {
        return beyond(from, Map.of(), to);
    }

    /** The request ends so: what was decided before stays as it was decided. */
    public AskedUnits end(CancellationStatus how) {
        return move(CancellationStatus.PENDING, how).move(CancellationStatus.CONTESTED, how);
    }

    private AskedUnits beyond(CancellationStatus from, Map<Integer, Integer> there, CancellationStatus to) {
        if (from == to) {
            return this;
        }
        Map<CancellationStatus, Map<Integer, Integer>> moved = new EnumMap<>(CancellationStatus.class);
        units.forEach((status, lines) -> {
            Map<Integer, Integer> stays = status == from ? UnitCounts.min(lines, there) : lines;
            add(moved, status, stays);
            add(moved, to, UnitCounts.minus(lines, stays));
        });
        return new AskedUnits(moved);
    }

    private static void add(
            Map<CancellationStatus, Map<Integer, Integer>> units,
            CancellationStatus status,
            Map<Integer, Integer> more) {
        Map<Integer, Integer> sum = UnitCounts.plus(units.getOrDefault(status, Map.of()), more);
        if (!sum.isEmpty()) {
            units.put(status, sum);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AskedUnits that && units.equals(that.units);
    }

    @Override
    public int hashCode() {
        return units.hashCode();
    }

    @Override
    public String toString() {
        return units.toString();
    }
}
