package dev.countermand.detector;

import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F12. In the market one request in ten is reported. */
class CoercedReasonTest {

    private static final Facts.MarketFacts MARKET = new Facts.MarketFacts(0, 0, 1_000, 100);

    @Test
    void findsASellerOfWhomSeveralBuyersReportPressure() {
        assertThat(judge(reports(15, 3, 3))).hasValueSatisfying(found -> {
            assertThat(found.words())
                    .contains("or that the true reason is another", "3 buyers of this seller", "20.0 %", "10.0 %");
            assertThat(found.facts()).containsEntry("reporters", 3).containsEntry("requests", 15);
        });
    }

    @Test
    void leavesOneBuyersWordToTheModerator() {
        assertThat(judge(reports(4, 4, 2))).isEmpty();
    }

    @Test
    void allowsWhatIsUsualInTheMarket() {
        assertThat(judge(reports(16, 3, 3))).isEmpty();
    }

    @Test
    void saysNothingOfABuyerWhoHasNotReportedIt() {
        assertThat(judge(reports(15, 3, 3).pressed(false))).isEmpty();
    }

    private static Samples.Builder reports(int requests, int reports, int reporters) {
        return facts().pressed(true)
                .seller(new Facts.SellerFacts(null, 0, 0, requests, reports, reporters))
                .marketFacts(MARKET);
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(CoercedReason.CODE, facts);
    }
}
