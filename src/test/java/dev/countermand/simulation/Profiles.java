package dev.countermand.simulation;

import dev.countermand.detector.Facts;
import dev.countermand.detector.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was counted of sellers and of the market every night, over the last 90 days. */
final class Profiles {

    private static final long COUNTED_AT_SECOND_OF_DAY = Duration.ofHours(3).toSeconds();
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private record Night(String sellerId, Instant at) {}

    private final Map<String, List<Tracked>> bySeller = new HashMap<>();
    private final Map<String, List<SimulatedOrder>> requestsBySeller = new HashMap<>();
    private final Map<String, List<Tracked>> byOrder = new HashMap<>();
    private final Map<Night, Facts.SellerFacts> sellers = new ConcurrentHashMap<>();
    private final Map<Instant, Facts.MarketFacts> markets = new ConcurrentHashMap<>();

    Profiles(World world, Collection<Tracked> shipments) {
        for (SimulatedOrder order : world.orders()) {
            if (order.requestedAt != null) {
                requestsBySeller
                        .computeIfAbsent(order.seller.id(), ignored -> new ArrayList<>())
                        .add(order);
            }
        }
        for (Tracked shipment : shipments) {
            byOrder.computeIfAbsent(shipment.order().id, ignored -> new ArrayList<>())
                    .add(shipment);
            bySeller.computeIfAbsent(shipment.order().seller.id(), ignored -> new ArrayList<>())
                    .add(shipment);
        }
    }

    Facts.SellerFacts seller(String sellerId, Instant now) {
        return sellers.computeIfAbsent(new Night(sellerId, night(now)), this::count);
    }

    Facts.MarketFacts market(Instant now) {
        return markets.computeIfAbsent(night(now), at -> {
            Counter counter = new Counter(at);
            requestsBySeller.values().forEach(counter::addAll);
            return new Facts.MarketFacts(counter.blocked, counter.unmoved, counter.requests, counter.reports);
        });
    }

    private static Instant night(Instant now) {
        long nights = Math.floorDiv(now.getEpochSecond() - COUNTED_AT_SECOND_OF_DAY, DAY_SECONDS);
        return Instant.ofEpochSecond(nights * DAY_SECONDS + COUNTED_AT_SECOND_OF_DAY);
    }

    private Facts.SellerFacts count(Night night) {
        Counter counter = new Counter(night.at());
        counter.addAll(requestsBySeller.getOrDefault(night.sellerId(), List.of()));
        List<Long> handling = new ArrayList<>();
        for (Tracked shipment : bySeller.getOrDefault(night.sellerId(), List.of())) {
            if (shipment.declared().contestedRequestAt() == null
                    && lately(shipment.declared().at(), night.at())) {
                handling.add(Duration.between(
                                shipment.order().verifiedAt, shipment.declared().at())
                        .toSeconds());
            }
        }
        Collections.sort(handling);
        return new Facts.SellerFacts(
                handling.size() < Records.HABIT_AT_LEAST ? null : handling.get((handling.size() - 1) / 2),
                counter.blocked,
                counter.unmoved,
                counter.requests,
                counter.reports,
                counter.reporters.size());
    }

    private static boolean lately(Instant moment, Instant at) {
        return !moment.isAfter(at) && !moment.isBefore(at.minus(Records.LOOK_BACK));
    }

    private final class Counter {
        private final Instant at;
        private final Set<String> reporters = new HashSet<>();
        private int blocked;
        private int unmoved;
        private int requests;
        private int reports;

        Counter(Instant at) {
            this.at = at;
        }

        void addAll(List<SimulatedOrder> orders) {
            orders.forEach(this::add);
        }

        private void add(SimulatedOrder order) {
            Instant requested = order.requestedAt;
            if (requested == null || !lately(requested, at)) {
                return;
            }
            requests++;
            if (order.reported) {
                reports++;
                reporters.add(order.buyerId);
            }
            // One that was mistyped and declared again has several parcels, and moved if any of them did.
            List<Tracked> shipments = byOrder.getOrDefault(order.id, List.of());
            if (shipments.stream().anyMatch(this::shouldHaveMoved)) {
                blocked++;
                unmoved += shipments.stream().anyMatch(shipment -> shipment.acceptedBy(at)) ? 0 : 1;
            }
        }

        private boolean shouldHaveMoved(Tracked shipment) {
            return shipment.number().tracked() && shipment.declared().at().isBefore(at.minus(Records.TO_MOVE));
        }
    }
}
