package dev.countermand.dispute.state;

import dev.countermand.order.units.UnitCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a dispute is about (P2): units of the order, by the parcel that they are in. */
public record DisputedUnits(List<Part> parts) {

    /**
     * Units of one parcel.
     *
     * @param shipment null for units that were handed over in no parcel
     * @param units by line, counted from 1
     */
    public record Part(@Nullable UUID shipment, Map<Integer, Integer> units) {
        public Part {
            units = Map.copyOf(units);
        }
    }

    public DisputedUnits {
        parts = List.copyOf(parts);
    }

    /** All that is in these parcels. */
    public static DisputedUnits of(List<DisputedParcel> parcels) {
        return new DisputedUnits(parcels.stream()
                .map(parcel -> new Part(parcel.id(), parcel.units()))
                .toList());
    }

    /** All of them, by line. */
    public Map<Integer, Integer> units() {
        return UnitCounts.sum(parts.stream().map(Part::units));
    }

    /** The parcels that it is about, in the order of declaration. */
    public Set<UUID> shipments() {
        Set<UUID> named = new LinkedHashSet<>();
        parts.stream().map(Part::shipment).filter(Objects::nonNull).forEach(named::add);
        return named;
    }

    /** Those that are in a parcel, by parcel and by line. */
    public Map<UUID, Map<Integer, Integer>> byShipment() {
        Map<UUID, Map<Integer, Integer>> all = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.shipment() != null) {
                all.put(part.shipment(), part.units());
            }
        }
        return all;
    }

    /** Those that are in no parcel, and no more than these, by line. */
    public Map<Integer, Integer> inNoParcel(Map<Integer, Integer> most) {
        return UnitCounts.sum(
                parts.stream().filter(part -> part.shipment() == null).map(part -> UnitCounts.min(part.units(), most)));
    }

    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.units().isEmpty());
    }

    /** Only what is in this parcel. */
    public DisputedUnits in(UUID shipment) {
        return only(part -> shipment.equals(part.shipment()));
    }

    /** All but what is in this parcel. */
    public DisputedUnits without(UUID shipment) {
        return only(part -> !shipment.equals(part.shipment()));
    }

    private DisputedUnits only(Predicate<Part> which) {
        return new DisputedUnits(parts.stream().filter(which).toList());
    }

    /** No more than these units: of the first parcels first. */
    public DisputedUnits narrowedTo(Map<Integer, Integer> units) {
        Map<Integer, Integer> wanted = units;
        List<Part> narrowed = new ArrayList<>();
        for (Part part : parts) {
            Map<Integer, Integer> taken = UnitCounts.min(part.units(), wanted);
            wanted = UnitCounts.minus(wanted, taken);
            if (!taken.isEmpty()) {
                narrowed.add(new Part(part.shipment(), taken));
            }
        }
        return new DisputedUnits(narrowed);
    }

    /** With the rest of these units, which are in no parcel that anybody knows. */
    DisputedUnits filledUpTo(Map<Integer, Integer> units) {
        Map<Integer, Integer> rest = UnitCounts.minus(units, units());
        if (rest.isEmpty()) {
            return this;
        }
        List<Part> filled = new ArrayList<>(parts);
        filled.add(new Part(null, rest));
        return new DisputedUnits(filled);
    }
}
