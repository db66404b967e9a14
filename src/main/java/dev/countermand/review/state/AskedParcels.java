package dev.countermand.review.state;

import dev.countermand.evidence.DemandOutcome;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.progress.Parcel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A26: of which parcels of an order the desk asks for evidence, and of which none came. */
public final class AskedParcels {

    private AskedParcels() {}

    /**
     * Of which the service asks by itself: those that something was found of and that still hold something of the order, each
     * once in a case.
     *
     * @param suspects of which something was found
     * @param asked all that was ever asked for in the case
     */
    public static List<UUID> suspected(Set<UUID> suspects, List<Parcel> parcels, List<SeenDemand> asked) {
        Set<UUID> known = shipments(asked);
        return holding(parcels).stream()
                .filter(id -> suspects.contains(id) && !known.contains(id))
                .toList();
    }

    /**
     * Of which a moderator asks. Refuses what is no parcel of the order, what is asked for already, and an order in which
     * nothing is declared.
     *
     * @param named null for all of which nothing is asked for yet
     * @param open what is asked for now
     * @param orderStatus for the refusal
     */
    public static List<UUID> chosen(
            @Nullable List<UUID> named, List<Parcel> parcels, List<SeenDemand> open, String orderStatus) {
        List<UUID> holding = holding(parcels);
        if (holding.isEmpty()) {
            throw notNow(
                    "NOTHING_SHIPPED",
                    "Nothing of the order is declared shipped; there is nothing to show",
                    orderStatus);
        }
        Set<UUID> asked = shipments(open);
        if (named != null) {
            refuseStrangers(named, holding);
        }
        List<UUID> chosen = named == null
                ? holding.stream().filter(id -> !asked.contains(id)).toList()
                : List.copyOf(new LinkedHashSet<>(named));
        if (chosen.isEmpty() || chosen.stream().anyMatch(asked::contains)) {
            throw notNow(
                    "EVIDENCE_DEMANDED",
                    "The seller was asked for evidence of this shipment already, and has time left",
                    orderStatus);
        }
        return chosen;
    }

    /**
     * Of which the last that was asked for did not come, and that still hold something of the order.
     *
     * @param asked all that was ever asked for in the case, oldest first
     */
    public static List<UUID> missing(List<SeenDemand> asked, List<Parcel> parcels) {
        Map<UUID, SeenDemand> last = new LinkedHashMap<>();
        asked.forEach(demand -> last.put(demand.shipmentId(), demand));
        List<UUID> holding = holding(parcels);
        return last.values().stream()
                .filter(demand -> demand.outcome() == DemandOutcome.MISSING)
                .map(SeenDemand::shipmentId)
                .filter(holding::contains)
                .toList();
    }

    private static void refuseStrangers(List<UUID> named, List<UUID> holding) {
        for (int i = 0; i < named.size(); i++) {
            if (!holding.contains(named.get(i))) {
                throw Refusal.invalid(
                                "shipments[" + i + "]", "must be a parcel of this order in which something of it is")
                        .asException();
            }
        }
    }

    private static List<UUID> holding(List<Parcel> parcels) {
        return parcels.stream().filter(Parcel::holds).map(Parcel::id).toList();
    }

    private static Set<UUID> shipments(List<SeenDemand> demands) {
        return demands.stream().map(SeenDemand::shipmentId).collect(Collectors.toSet());
    }

    private static RuntimeException notNow(String code, String detail, String orderStatus) {
        return Refusal.notNow(code, detail, orderStatus, null).asException();
    }
}
