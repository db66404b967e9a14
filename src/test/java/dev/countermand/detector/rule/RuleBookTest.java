package dev.countermand.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.detector.Rule;
import dev.countermand.detector.ScanBeforeOrder;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was set goes before the market's policy, and that before what a detector is delivered with. */
class RuleBookTest {

    private static final Policy OWN = Documents.policy("own", 1, """
            name: own
            version: 1
            extends: lamoda/1
            shipping: {scanBeforeOrder: PT48H}
            detection: {noCarrierMovement: {weight: 55, businessDays: 8}}
            """);

    @Test
    void thePolicyGoesBeforeWhatIsDelivered() {
        Rule rule = rule(RuleBook.delivered(), "NO_CARRIER_MOVEMENT");
        assertThat(rule.weight()).isEqualTo(55);
        assertThat(rule.thresholds().count("businessDays")).isEqualTo(8);
    }

    @Test
    void whatIsSetGoesBeforeThePolicy() {
        RuleBook book = RuleBook.delivered()
                .with("NO_CARRIER_MOVEMENT", new Setting(1, Mode.ACTIVE, null, Map.of("businessDays", 4)));
        Rule rule = rule(book, "NO_CARRIER_MOVEMENT");
        assertThat(rule.weight()).isEqualTo(55);
        assertThat(rule.thresholds().count("businessDays")).isEqualTo(4);
    }

    /** F5: the same figure says which scan is no acceptance. */
    @Test
    void howLongBeforeAnOrderAScanIsSuspiciousThePolicyAloneSays() {
        Setting setLongAgo =
                new Setting(1, Mode.ACTIVE, 90, Map.of(ScanBeforeOrder.EARLIER_BY, "PT1H", "earlierAtMost", "P30D"));
        Rule rule = rule(RuleBook.delivered().with(ScanBeforeOrder.CODE, setLongAgo), ScanBeforeOrder.CODE);
        assertThat(rule.weight()).isEqualTo(90);
        assertThat(rule.thresholds().duration(ScanBeforeOrder.EARLIER_BY))
                .isEqualTo(OWN.shipping().scanBeforeOrder())
                .isEqualTo(Duration.ofHours(48));
        assertThat(rule.thresholds().duration("earlierAtMost")).isEqualTo(Duration.ofDays(30));
        assertThat(rule(RuleBook.delivered(), ScanBeforeOrder.CODE).weight()).isEqualTo(100);
    }

    @Test
    void aSweepReachesAsFarAsTheShortestOfTheMarkets() {
        Policy shipped = Documents.policy("lamoda");
        List<Rule> own = RuleBook.delivered().rules(OWN);
        assertThat(Reach.of(List.of(own)).scanEarlierBy()).isEqualTo(Duration.ofHours(48));
        assertThat(Reach.of(List.of(own, RuleBook.delivered().rules(shipped))).scanEarlierBy())
                .isEqualTo(Duration.ofHours(24));
        assertThat(MarketFigures.shortest(ScanBeforeOrder.CODE, List.of(OWN, shipped)))
                .containsEntry(ScanBeforeOrder.EARLIER_BY, "PT24H");
    }

    private static Rule rule(RuleBook book, String code) {
        return book.rules(OWN).stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
