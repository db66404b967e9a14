package dev.countermand.simulation;

import dev.countermand.detector.Facts;
import dev.countermand.detector.OtherShipment;
import dev.countermand.policy.Policy;
import dev.countermand.tracking.event.ParcelHistory;
import dev.countermand.tracking.number.NumberReading;
import dev.countermand.tracking.number.TrackingNumberDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the service knows at a moment: the facts as {@code fraud.FactsReader} reads them, from memory. */
final class Knowledge {

    /** The limits of the statement that reads facts. */
    private static final int OTHERS_AT_MOST = 20;

    private static final int SHIPPER_PARCELS_AT_MOST = 200;

    private record Account(String carrier, String shipperId) {}

    private record Given(Tracked shipment, SimulatedOrder.Document document) {}

    private final Policy policy;
    private final CarrierDays carrierDays;
    private final Profiles profiles;
    private final Map<UUID, Tracked> shipments = new LinkedHashMap<>();
    private final Map<Label, List<Tracked>> byLabel = new HashMap<>();
    private final Map<Account, List<Tracked>> byAccount = new HashMap<>();
    private final Map<String, List<Given>> bySha256 = new HashMap<>();

    Knowledge(World world, Policy policy, TrackingNumberDecoder decoder) {
        this.policy = policy;
        world.reports().values().forEach(reports -> reports.sort(Comparator.comparing(Report::reportedAt)));
        for (SimulatedOrder order : world.declared()) {
            for (SimulatedOrder.Declared declared : order.declared) {
                add(world, order, declared, decoder);
            }
        }
        byLabel.values()
                .forEach(list -> list.sort(
                        Comparator.comparing(shipment -> shipment.declared().at())));
        byAccount
                .values()
                .forEach(list -> list.sort(Comparator.comparing(
                        Tracked::acceptedKnownAt, Comparator.nullsLast(Comparator.naturalOrder()))));
        carrierDays = new CarrierDays(world, policy.businessDays());
        profiles = new Profiles(world, shipments.values());
    }

    private void add(
            World world, SimulatedOrder order, SimulatedOrder.Declared declared, TrackingNumberDecoder decoder) {
        Label label = declared.label();
        NumberReading number = NumberReading.of(decoder.decode(label.number(), label.carrier()));
        Tracked shipment = Tracked.of(order, declared, number, world.reportsOf(label), policy);
        shipments.put(declared.shipmentId(), shipment);
        byLabel.computeIfAbsent(label, ignored -> new ArrayList<>()).add(shipment);
        String shipperId = number.shipperId();
        if (shipperId != null) {
            byAccount
                    .computeIfAbsent(new Account(label.carrier(), shipperId), ignored -> new ArrayList<>())
                    .add(shipment);
        }
        for (SimulatedOrder.Document document : order.documents) {
            bySha256.computeIfAbsent(document.sha256(), ignored -> new ArrayList<>())
                    .add(new Given(shipment, document));
        }
    }

    Tracked shipment(SimulatedOrder.Declared declared) {
        Tracked shipment = shipments.get(declared.shipmentId());
        if (shipment == null) {
            throw new IllegalArgumentException("not of this world");
        }
        return shipment;
    }

    /** All that were declared under a number, the earliest first. */
    List<Tracked> sharing(Label label) {
        return byLabel.getOrDefault(label, List.of());
    }

    Facts facts(Tracked shipment, Instant now) {
        SimulatedOrder order = shipment.order();
        SimulatedOrder.Declared declared = shipment.declared();
        Facts.Movement movement = movement(shipment.history(now, policy), now);
        return new Facts(
                order.id,
                declared.shipmentId(),
                policy.name(),
                policy.version(),
                order.seller.id(),
                order.buyerId,
                declared.label().carrier(),
                declared.label().number(),
                order.placedAt,
                order.verifiedAt,
                declared.at(),
                declared.contestedRequestAt(),
                order.seller.country(),
                order.address.country(),
                order.address.postalCode(),
                order.reported,
                movement,
                number(shipment, now),
                profiles.seller(order.seller.id(), now),
                profiles.market(now),
                carrierDays.silentBetween(
                        declared.label().carrier(),
                        declared.at(),
                        movement.acceptedAt() == null ? now : movement.acceptedAt()),
                documents(shipment, now),
                now,
                others(shipment, now));
    }

    private static Facts.Movement movement(ParcelHistory history, Instant now) {
        ParcelHistory.Event first = notAfter(history.firstScan(), now);
        ParcelHistory.Event delivered = notAfter(history.delivered(), now);
        ParcelHistory.Event to = notAfter(history.deliveredTo(), now);
        Instant accepted = history.acceptedAt();
        return new Facts.Movement(
                first == null ? null : first.occurredAt(),
                first == null ? null : first.country(),
                accepted == null || accepted.isAfter(now) ? null : accepted,
                delivered == null ? null : delivered.occurredAt(),
                to == null ? null : to.country(),
                to == null ? null : to.postalCode());
    }

    private static ParcelHistory.@Nullable Event notAfter(ParcelHistory.@Nullable Event event, Instant now) {
        return event == null || event.occurredAt().isAfter(now) ? null : event;
    }

    private Facts.NumberFacts number(Tracked shipment, Instant now) {
        NumberReading number = shipment.number();
        Set<String> otherSellers = new HashSet<>();
        int own = 0;
        boolean before = false;
        String shipperId = number.shipperId();
        if (shipperId != null) {
            int seen = 0;
            for (Tracked parcel : byAccount.getOrDefault(
                    new Account(shipment.declared().label().carrier(), shipperId), List.of())) {
                if (!parcel.acceptedBy(now) || seen == SHIPPER_PARCELS_AT_MOST) {
                    break;
                }
                if (parcel.order() != shipment.order()) {
                    seen++;
                    if (parcel.order()
                            .seller
                            .id()
                            .equals(shipment.order().seller.id())) {
                        own++;
                    } else {
                        before |= parcel.acceptedBy(shipment.declared().at());
                        otherSellers.add(parcel.order().seller.id());
                    }
                }
            }
        }
        return new Facts.NumberFacts(
                number.valid(),
                number.certain(),
                number.tracked(),
                number.country(),
                number.postalCode(),
                shipperId,
                before ? otherSellers.size() : 0,
                own);
    }

    private List<Facts.ReusedDocument> documents(Tracked shipment, Instant now) {
        for (SimulatedOrder.Document document : shipment.order().documents) {
            if (document.givenAt().isAfter(now)) {
                continue;
            }
            for (Given other : bySha256.getOrDefault(document.sha256(), List.of())) {
                if (other.shipment().order() != shipment.order()
                        && other.document().givenAt().isBefore(document.givenAt())
                        && !other.shipment()
                                .declared()
                                .label()
                                .equals(shipment.declared().label())) {
                    return List.of(new Facts.ReusedDocument(
                            document.sha256(),
                            document.givenAt(),
                            other.shipment().order().id,
                            other.document().givenAt()));
                }
            }
        }
        return List.of();
    }

    private static boolean sameParcel(Tracked one, Tracked other) {
        return one.order().buyerId.equals(other.order().buyerId)
                && one.order().address.equals(other.order().address);
    }

    private List<OtherShipment> others(Tracked shipment, Instant now) {
        List<Tracked> all = byLabel.getOrDefault(shipment.declared().label(), List.of());
        if (all.size() < 2) {
            return List.of();
        }
        Instant at = shipment.declared().at();
        List<Tracked> before = new ArrayList<>();
        List<Tracked> after = new ArrayList<>();
        for (Tracked other : all) {
            if (other.order() != shipment.order()
                    && !other.declared().at().isAfter(now)
                    && !sameParcel(other, shipment)) {
                (other.declared().at().isAfter(at) ? after : before).add(other);
            }
        }
        Collection<Tracked> nearest =
                new ArrayList<>(before.subList(Math.max(0, before.size() - OTHERS_AT_MOST), before.size()));
        nearest.addAll(after.subList(0, Math.min(OTHERS_AT_MOST, after.size())));
        return nearest.stream()
                .map(other -> new OtherShipment(
                        other.order().id,
                        other.declared().shipmentId(),
                        other.order().buyerId,
                        other.order().address.country(),
                        other.order().address.postalCode(),
                        other.declared().at(),
                        other.order().seller.id()))
                .toList();
    }
}
