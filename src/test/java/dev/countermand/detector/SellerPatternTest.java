package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F11. In the market one blocked request in ten ends without movement. */
class SellerPatternTest {

    private static final Facts.MarketFacts MARKET = new Facts.MarketFacts(1_000, 100, 5_000, 50);

    @Test
    void findsASellerWhoseBlockedRequestsEndWithoutMovement() {
        assertThat(judge(blocked(6, 3))).hasValueSatisfying(found -> {
            assertThat(found.words()).contains("6 cancellation requests", "after 3 of them nothing ever moved");
            assertThat(found.facts()).containsEntry("percent", 50.0).containsEntry("marketPercent", 10.0);
        });
    }

    @Test
    void needsSeveralOfThem() {
        assertThat(judge(blocked(2, 2))).isEmpty();
    }

    @Test
    void allowsAShareBelowTheOneThatIsSuspicious() {
        assertThat(judge(blocked(7, 3))).isEmpty();
    }

    @Test
    void comparesWithTheMarket() {
        // Where one in four ends so for everybody, three times as many are suspicious: three in four.
        Facts.MarketFacts slow = new Facts.MarketFacts(1_000, 250, 5_000, 50);

        assertThat(judge(blocked(8, 5).marketFacts(slow))).isEmpty();
        assertThat(judge(blocked(8, 6).marketFacts(slow))).isPresent();
    }

    @Test
    void saysNothingOfAParcelThatMoves() {
        assertThat(judge(blocked(6, 6).acceptedAt(MONDAY_NOON))).isEmpty();
    }

    @Test
    void saysNothingOfAnOrderThatNobodyWantedToCancel() {
        assertThat(judge(blocked(6, 6).requestedAt(null))).isEmpty();
    }

    private static Samples.Builder blocked(int blocked, int unmoved) {
        return facts().requestedAt(MONDAY_NOON.minusSeconds(60))
                .seller(new Facts.SellerFacts(null, blocked, unmoved, 20, 0, 0))
                .marketFacts(MARKET);
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(SellerPattern.CODE, facts);
    }
}
