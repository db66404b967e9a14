package dev.countermand.detector;

import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Facts as they were at an earlier moment: without what came later. */
final class FactsThen {

    private FactsThen() {}

    static Facts of(Facts facts, Instant then) {
        Facts.Movement movement = facts.movement();
        boolean scanned = by(movement.firstScanAt(), then);
        boolean delivered = by(movement.deliveredAt(), then);
        return new Facts(
                facts.orderId(),
                facts.shipmentId(),
                facts.market(),
                facts.policyVersion(),
                facts.sellerId(),
                facts.buyerId(),
                facts.carrier(),
                facts.trackingNumber(),
                facts.placedAt(),
                facts.verifiedAt(),
                facts.declaredAt(),
                facts.contestedRequestAt(),
                facts.shipFromCountry(),
                facts.country(),
                facts.postalCode(),
                facts.pressed(),
                new Facts.Movement(
                        scanned ? movement.firstScanAt() : null,
                        scanned ? movement.firstScanCountry() : null,
                        by(movement.acceptedAt(), then) ? movement.acceptedAt() : null,
                        delivered ? movement.deliveredAt() : null,
                        delivered ? movement.deliveredCountry() : null,
                        delivered ? movement.deliveredPostalCode() : null),
                facts.number(),
                facts.seller(),
                facts.marketFacts(),
                facts.carrierSilentDays(),
                facts.documents().stream()
                        .filter(document -> by(document.givenAt(), then))
                        .toList(),
                then,
                facts.others().stream()
                        .filter(other -> by(other.declaredAt(), then))
                        .toList());
    }

    /** When something was to be seen of it. */
    static Set<Instant> moments(Facts facts) {
        Set<Instant> moments = new HashSet<>();
        moments.add(facts.declaredAt());
        Facts.Movement movement = facts.movement();
        Stream.of(
                        Stream.of(movement.firstScanAt(), movement.acceptedAt(), movement.deliveredAt())
                                .filter(Objects::nonNull),
                        facts.documents().stream().map(Facts.ReusedDocument::givenAt),
                        facts.others().stream().map(OtherShipment::declaredAt))
                .flatMap(each -> each)
                // What was known before the declaration is judged with it.
                .filter(at -> at.isAfter(facts.declaredAt()))
                .forEach(moments::add);
        return moments;
    }

    private static boolean by(@Nullable Instant at, Instant then) {
        return at != null && !at.isAfter(then);
    }
}
