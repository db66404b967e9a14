package dev.countermand.detector;

import dev.countermand.detector.rule.Mode;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.detector.rule.Setting;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts to vary, and the figures they are compared with. 2026-03-02 is a Monday. */
public final class Samples {

    static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final UUID SHIPMENT = new UUID(0x019c_0000_0000_7000L, 5);

    static final Policy POLICY = Documents.policy("own", 1, """
            name: own
            version: 1
            extends: aliexpress/1
            detection: {shippedToBlock: {weight: 50}}
            """);

    /** Thursday 2026-03-05 is a holiday. */
    static final BusinessDays DAYS = new BusinessDays(
            ZoneId.of("UTC"), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of(LocalDate.of(2026, 3, 5)));

    private Samples() {}

    /** A shipment of seller-1 for buyer-1, declared on Monday at noon, never scanned. */
    public static Builder facts() {
        return new Builder();
    }

    /** What one detector finds, with what it is delivered with and this policy. */
    static Optional<Finding> judge(String code, Builder facts) {
        return judge(code, facts, Map.of());
    }

    /** The same with other thresholds. */
    static Optional<Finding> judge(String code, Builder facts, Map<String, Object> thresholds) {
        Setting setting = new Setting(1, Mode.ACTIVE, null, thresholds);
        return Detectors.judge(facts.build(), RuleBook.rule(code, setting, false, POLICY), DAYS);
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

    /** Facts, all but what a test is about as they are of an honest order. */
    public static final class Builder {
        private UUID shipmentId = SHIPMENT;
        private String sellerId = "seller-1";
        private @Nullable Instant verifiedAt;
        private Instant declaredAt = MONDAY_NOON;
        private @Nullable Instant requestedAt;
        private @Nullable String shipFrom = "DE";
        private String country = "DE";
        private String postalCode = "10115";
        private boolean pressed;
        private @Nullable Instant firstScanAt;
        private @Nullable String firstScanCountry;
        private @Nullable Instant acceptedAt;
        private @Nullable Instant deliveredAt;
        private @Nullable String deliveredCountry;
        private @Nullable String deliveredPostalCode;
        private Facts.NumberFacts number = Facts.NumberFacts.UNKNOWN;
        private Facts.SellerFacts seller = Facts.SellerFacts.NEW;
        private Facts.MarketFacts marketFacts = Facts.MarketFacts.NEW;
        private List<LocalDate> silentDays = List.of();
        private List<Facts.ReusedDocument> documents = List.of();
        private Instant asOf = MONDAY_NOON;
        private final List<OtherShipment> others = new ArrayList<>();

        public Builder shipmentId(UUID value) {
            shipmentId = value;
            return this;
        }

        public Builder sellerId(String value) {
            sellerId = value;
            return this;
        }

        public Builder verifiedAt(@Nullable Instant value) {
            verifiedAt = value;
            return this;
        }

        public Builder declaredAt(Instant value) {
            declaredAt = value;
            return this;
        }

        public Builder requestedAt(@Nullable Instant value) {
            requestedAt = value;
            return this;
        }

        public Builder shipFrom(@Nullable String value) {
            shipFrom = value;
            return this;
        }

        public Builder country(String value) {
            country = value;
            return this;
        }

        public Builder postalCode(String value) {
            postalCode = value;
            return this;
        }

        public Builder pressed(boolean value) {
            pressed = value;
            return this;
        }

        public Builder number(Facts.NumberFacts value) {
            number = value;
            return this;
        }

        public Builder seller(Facts.SellerFacts value) {
            seller = value;
            return this;
        }

        public Builder marketFacts(Facts.MarketFacts value) {
            marketFacts = value;
            return this;
        }

        public Builder silentDays(List<LocalDate> value) {
            silentDays = value;
            return this;
        }

        public Builder documents(List<Facts.ReusedDocument> value) {
            documents = value;
            return this;
        }

        public Builder asOf(Instant value) {
            asOf = value;
            return this;
        }

        public Builder acceptedAt(Instant at) {
            acceptedAt = at;
            firstScanAt = firstScanAt == null ? at : firstScanAt;
            return this;
        }

        public Builder firstScanAt(Instant at) {
            firstScanAt = at;
            return this;
        }

        public Builder firstScan(Instant at, @Nullable String in) {
            firstScanCountry = in;
            return firstScanAt(at);
        }

        public Builder delivered(Instant at, @Nullable String toCountry, @Nullable String toPostalCode) {
            deliveredAt = at;
            deliveredCountry = toCountry;
            deliveredPostalCode = toPostalCode;
            return this;
        }

        public Builder with(OtherShipment other) {
            others.add(other);
            return this;
        }

        public Facts build() {
            return new Facts(
                    "order-1",
                    shipmentId,
                    "aliexpress",
                    1,
                    sellerId,
                    "buyer-1",
                    "ups",
                    "1Z5R89390357567127",
                    MONDAY_NOON.minus(Duration.ofDays(2)),
                    verifiedAt,
                    declaredAt,
                    requestedAt,
                    shipFrom,
                    country,
                    postalCode,
                    pressed,
                    new Facts.Movement(
                            firstScanAt,
                            firstScanCountry,
                            acceptedAt,
                            deliveredAt,
                            deliveredCountry,
                            deliveredPostalCode),
                    number,
                    seller,
                    marketFacts,
                    silentDays,
                    documents,
                    asOf,
                    others);
        }
    }
}
