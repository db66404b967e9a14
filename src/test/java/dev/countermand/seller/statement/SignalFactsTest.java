package dev.countermand.seller.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.fraud.judgement.KnownFinding;
import dev.countermand.seller.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A12, A27: sellers are told the facts of their own parcel, and nobody else's. */
class SignalFactsTest {

    private static final Instant AT = Instant.parse("2031-03-01T10:15:30Z");

    private static KnownFinding found(
            String code, int weight, boolean shadow, @Nullable Instant clearedAt, Map<String, Object> facts) {
        return new KnownFinding(
                "order-1",
                new UUID(0, 1),
                new UUID(0, 2),
                code,
                1,
                1,
                shadow,
                weight,
                "Words",
                facts,
                AT,
                "sweep",
                clearedAt,
                clearedAt == null ? null : "A scan");
    }

    @Test
    void tellsNothingOfOthers() {
        List<Fact> told = SignalFacts.of(List.of(found(
                "NUMBER_REUSED",
                100,
                false,
                null,
                Map.of(
                        "trackingNumber",
                        "1Z1",
                        "otherOrder",
                        "order-9",
                        "otherSeller",
                        "seller-9",
                        "shipTo",
                        "DE 1"))));
        assertThat(told).containsExactly(new Fact("NUMBER_REUSED", Map.of("trackingNumber", "1Z1")));
    }

    @Test
    void tellsOnlyWhatStandsAndCountsTheHeaviestFirst() {
        assertThat(SignalFacts.of(List.of(
                        found("NO_CARRIER_MOVEMENT", 60, false, null, Map.of()),
                        found("SHIPPED_TO_BLOCK", 70, false, null, Map.of()),
                        found("WRONG_ORIGIN", 80, true, null, Map.of()),
                        found("NUMBER_INVALID", 90, false, AT, Map.of()))))
                .extracting(Fact::code)
                .containsExactly("SHIPPED_TO_BLOCK", "NO_CARRIER_MOVEMENT");
    }

    @Test
    void whatBuyersSaidInConfidenceStaysInside() {
        assertThat(SignalFacts.of(List.of(found("COERCED_REASON", 60, false, null, Map.of("reports", 7)))))
                .isEmpty();
    }
}
