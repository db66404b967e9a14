package dev.countermand.courier;

import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.order.Order;
import dev.countermand.order.UnitChoice;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.units.UnitCounts;
import dev.countermand.policy.DeliveredBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * P2: what of an order met the buyer: whole parcels, and what the shop's own courier had without one. The rest of the order
 * goes on. Pure.
 *
 * @param parcels in the order of declaration
 * @param open units in no parcel, by line
 */
record HandedGoods(List<Parcel> parcels, Map<Integer, Integer> open) {

    private static final String IS_NOT_THERE = "Nothing of the order is with a courier or at the post office";

    HandedGoods {
        parcels = List.copyOf(parcels);
        open = Map.copyOf(open);
    }

    /**
     * What the request names, or all that it fits. Refuses what the order has not got, what the buyer has already, and a part
     * of a parcel.
     *
     * @param all parcels of the order
     */
    static HandedGoods of(Order order, List<Parcel> all, HandOver request) {
        HandOver.About about = request.about();
        if (about.shipmentId() != null && about.lines() != null) {
            throw Refusal.invalid("lines", "must be left out where shipmentId is given")
                    .asException();
        }
        List<Parcel> there = all.stream()
                .filter(parcel -> parcel.holds() && parcel.state() != ParcelState.DELIVERED)
                .toList();
        if (about.shipmentId() != null) {
            return new HandedGoods(List.of(named(order, all, there, about.shipmentId())), Map.of());
        }
        return about.lines() == null
                ? allThere(order, there, request.outcome())
                : filling(order, there, UnitChoice.of(order, about.lines(), available(order, there), Role.SERVICE));
    }

    private static Parcel named(Order order, List<Parcel> all, List<Parcel> there, UUID id) {
        if (all.stream().noneMatch(parcel -> parcel.id().equals(id))) {
            throw Refusal.invalid("shipmentId", "is not a shipment of this order")
                    .asException();
        }
        return there.stream()
                .filter(parcel -> parcel.id().equals(id))
                .findFirst()
                .orElseThrow(() -> HandOverRules.notNow(
                        order,
                        "NOT_TO_HAND_OVER",
                        "The buyer has this parcel already, or nothing of the order is in it any more (P2)"));
    }

    /** What is with the courier or the post. What came back or is lost met nobody, unless there is nothing else. */
    private static HandedGoods allThere(Order order, List<Parcel> there, HandOverOutcome outcome) {
        List<Parcel> met = in(there, Set.of(ParcelState.DECLARED, ParcelState.ACCEPTED));
        if (met.isEmpty()) {
            met = in(there, Set.of(ParcelState.LOST));
        }
        if (met.isEmpty() && outcome != HandOverOutcome.ACCEPTED) {
            met = in(there, Set.of(ParcelState.RETURNED));
        }
        if (!met.isEmpty()) {
            return new HandedGoods(met, Map.of());
        }
        Map<Integer, Integer> open = withOwnCourier(order);
        HandOverRules.refuseUnless(!open.isEmpty(), order, "NOTHING_TO_HAND_OVER", IS_NOT_THERE + " (P2)");
        return new HandedGoods(List.of(), open);
    }

    private static List<Parcel> in(List<Parcel> parcels, Set<ParcelState> states) {
        return parcels.stream()
                .filter(parcel -> states.contains(parcel.state()))
                .toList();
    }

    /** The shop's own couriers also bring what nobody has declared. */
    private static Map<Integer, Integer> withOwnCourier(Order order) {
        return order.policy().shipping().deliveredBy() == DeliveredBy.OWN ? order.openUnits() : Map.of();
    }

    private static Map<Integer, Integer> available(Order order, List<Parcel> there) {
        return UnitCounts.plus(
                withOwnCourier(order), UnitCounts.sum(there.stream().map(Parcel::units)));
    }

    /** Units of a line are alike: they are those of the parcels that they fill, first of those that a carrier has. */
    private static HandedGoods filling(Order order, List<Parcel> there, Map<Integer, Integer> wanted) {
        Map<Integer, Integer> rest = wanted;
        List<Parcel> filled = new ArrayList<>();
        for (Parcel parcel : acceptedFirst(there)) {
            if (UnitCounts.covers(rest, parcel.units())) {
                filled.add(parcel);
                rest = UnitCounts.minus(rest, parcel.units());
            }
        }
        HandOverRules.refuseUnless(
                UnitCounts.covers(withOwnCourier(order), rest),
                order,
                "WHOLE_PARCELS",
                "A parcel is handed over as a whole: name all units that are in it, or the parcel. What of it the"
                        + " buyer does not want is refused (P2)");
        return new HandedGoods(filled, rest);
    }

    private static List<Parcel> acceptedFirst(List<Parcel> there) {
        return there.stream()
                .filter(parcel -> !parcel.units().isEmpty())
                .sorted(Comparator.comparing(parcel -> parcel.state() != ParcelState.ACCEPTED))
                .toList();
    }

    /** All of them, by line. */
    Map<Integer, Integer> units() {
        return UnitCounts.plus(open, UnitCounts.sum(parcels.stream().map(Parcel::units)));
    }

    /** Where these units are, if they are among them: in which parcels, and by line; what fits in none is open. */
    Map<UUID, Map<Integer, Integer>> inParcels(Map<Integer, Integer> units) {
        Map<Integer, Integer> rest = units;
        Map<UUID, Map<Integer, Integer>> inside = new LinkedHashMap<>();
        for (Parcel parcel : parcels) {
            Map<Integer, Integer> here = UnitCounts.min(parcel.units(), rest);
            inside.put(parcel.id(), here);
            rest = UnitCounts.minus(rest, here);
        }
        return inside;
    }

    /** What is left of them when these units are not taken. */
    HandedGoods without(Map<Integer, Integer> units) {
        Map<UUID, Map<Integer, Integer>> refused = inParcels(units);
        Map<Integer, Integer> fromOpen = UnitCounts.minus(units, UnitCounts.sum(refused.values().stream()));
        return new HandedGoods(
                parcels.stream()
                        .filter(parcel ->
                                parcel.unknown() || !parcel.units().equals(refused.getOrDefault(parcel.id(), Map.of())))
                        .toList(),
                UnitCounts.minus(open, fromOpen));
    }

    /** The same with these parcels alone. */
    HandedGoods only(List<Parcel> some) {
        return new HandedGoods(some, open);
    }

    /** The one parcel that it is, for whoever reads of it; null where it is more, or none. */
    @Nullable
    UUID single() {
        return parcels.size() == 1 && open.isEmpty() ? parcels.getFirst().id() : null;
    }
}
