package dev.countermand.fraud;

import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts to vary, and the figures they are compared with. 2026-03-02 is a Monday. */
final class Samples {

    static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final UUID SHIPMENT = new UUID(0x019c_0000_0000_7000L, 5);

    static final Policy.Detection POLICY = new Policy.Detection(
            60,
            new Policy.NoCarrierMovement(60, 5),
            new Policy.ShippedToBlock(50, Duration.ofHours(72), 3),
            new Policy.NumberReused(100, Duration.ofDays(120)));

    /** Thursday 2026-03-05 is a holiday. */
    static final BusinessDays DAYS = new BusinessDays(
            ZoneId.of("UTC"), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of(LocalDate.of(2026, 3, 5)));

    private Samples() {}

    /** A shipment of seller-1 for buyer-1, declared on Monday at noon, never scanned. */
    static Builder facts() {
        return new Builder();
    }

    /** Another order under the same number: seller-2's, for buyer-2. */
    static OtherShipment other(Instant declaredAt) {
        return new OtherShipment(
                "order-2",
                new UUID(SHIPMENT.getMostSignificantBits(), 4),
                "buyer-2",
                "FR",
                "75001",
                declaredAt,
                "seller-2");
    }

    static OtherShipment otherOf(String sellerId, Instant declaredAt) {
        OtherShipment other = other(declaredAt);
        return new OtherShipment(
                other.orderId(),
                other.shipmentId(),
                other.buyerId(),
                other.country(),
                other.postalCode(),
                declaredAt,
                sellerId);
    }

    static final class Builder {
        private Instant declaredAt = MONDAY_NOON;
        private @Nullable Instant requestedAt;
        private @Nullable Instant acceptedAt;
        private @Nullable Instant firstScanAt;
        private Instant asOf = MONDAY_NOON;
        private final List<OtherShipment> others = new ArrayList<>();

        Builder declaredAt(Instant at) {
            declaredAt = at;
            return this;
        }

        Builder requestedAt(Instant at) {
            requestedAt = at;
            return this;
        }

        Builder acceptedAt(Instant at) {
            acceptedAt = at;
            return this;
        }

        Builder firstScanAt(Instant at) {
            firstScanAt = at;
            return this;
        }

        Builder asOf(Instant at) {
            asOf = at;
            return this;
        }

        Builder with(OtherShipment other) {
            others.add(other);
            return this;
        }

        Facts build() {
            return new Facts(
                    "order-1",
                    SHIPMENT,
                    "seller-1",
                    "buyer-1",
                    "ups",
                    "1Z5R89390357567127",
                    MONDAY_NOON.minus(Duration.ofDays(2)),
                    declaredAt,
                    requestedAt,
                    firstScanAt,
                    acceptedAt,
                    "DE",
                    "10115",
                    asOf,
                    others);
        }
    }
}
