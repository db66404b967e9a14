package dev.countermand.policy.wording;

import static dev.countermand.policy.document.Documents.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Spoken;
import dev.countermand.policy.DeliveredBy;
import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import dev.countermand.policy.wording.PolicyWords.Sentence;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** M1: a policy in words that a buyer understands, and every figure in them is the policy's. */
class PolicyWordsTest {

    private static final String OWN = "name: own\nversion: 1\nextends: aliexpress/1\n";

    @Test
    void saysTheRulesOfAliexpress() {
        assertThat(PolicyWords.of(policy("aliexpress")))
                .contains(
                        new Sentence("A1", "An order that is not paid within 20 days closes by itself."),
                        new Sentence(
                                "A6",
                                "If the seller does not answer, your request goes on waiting; their silence is"
                                        + " no consent."),
                        new Sentence(
                                "A9",
                                "The order must be shipped within 7 days; otherwise it is cancelled by itself"
                                        + " and you get everything back."),
                        new Sentence(
                                "A15",
                                "If nothing can be tracked 6 days after the shipment was declared, you can"
                                        + " open a dispute and get everything back."),
                        new Sentence("A21", "A refund by bank transfer arrives within 5 to 10 business days."),
                        new Sentence(
                                "A19",
                                "When a return was agreed, send the goods back within 10 days; you pay for"
                                        + " that, unless they are not as described."));
        assertThat(rules(policy("aliexpress")))
                .contains("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A11", "A12", "A13", "A14", "A15")
                .contains("A16", "A18", "A19", "A20", "A21", "A22")
                .doesNotContain("A10", "C1", "C2", "E1", "E2", "L2", "D1");
    }

    @Test
    void saysWhatOthersHaveOtherwise() {
        assertThat(rules(policy("eldorado"))).contains("E1", "E2").doesNotContain("A6", "A7", "A13", "A15", "C1");
        assertThat(text(policy("eldorado"), "E1")).contains("any day before the day of delivery", "Europe/Moscow");
        assertThat(text(policy("lamoda"), "A1")).contains("21 days");
        assertThat(text(policy("lamoda"), "L2")).contains("until the goods are in your hands", "try the goods on");
        assertThat(text(policy("lamoda"), "C3")).contains("are the seller's");
        assertThat(rules(policy("cod-post"))).contains("C1", "C2", "C3", "C4").doesNotContain("A1", "A3", "L2");
        assertThat(text(policy("cod-post"), "C2")).contains("in writing", "goes back after 1 month");
        assertThat(text(policy("cod-post"), "C3")).contains("are yours");
    }

    @Test
    void saysTheLawWhereItIsLaidOver() {
        for (String market : Documents.MARKETS) {
            List<Sentence> base = PolicyWords.of(policy(market));
            List<Sentence> composed = PolicyWords.of(policy(market + "+distance-selling", 1001));
            // The law goes before who bears what a refusal costs (D4).
            assertThat(composed)
                    .containsAll(base.stream()
                            .filter(sentence -> !List.of("C3", "E2", "P3").contains(sentence.rule()))
                            .toList())
                    .hasSize(base.size() + 4)
                    .noneMatch(sentence -> sentence.text().endsWith("fetch are yours."));
            assertThat(text(policy(market + "+distance-selling", 1001), "D1")).contains("within 7 days after");
            assertThat(text(policy(market + "+distance-selling", 1001), "D2")).contains("3 months");
            assertThat(text(policy(market + "+distance-selling", 1001), "D4"))
                    .contains("within 10 days after the goods are back, less what it costs");
        }
    }

    /** D1: whatever the market's own terms say. */
    @Test
    void theLawGoesBeforeAMarketWhereNothingCanBeRefused() {
        String own = OWN + "handOver: {refusal: NONE}\n";
        assertThat(text(policy("own", 1, own), "A14")).contains("The goods cannot be refused");
        assertThat(text(policy("own+distance-selling", 1001, own), "A14"))
                .contains("By law you can refuse the parcel as a whole")
                .doesNotContain("cannot be refused");
    }

    /** F, A12: sellers read them, too. */
    @Test
    void saysNothingOfWhatIsLookedFor() {
        Policy own = policy("own", 1, OWN + """
                detection: {freezeAt: 61, noCarrierMovement: {weight: 62, businessDays: 13},
                  shippedToBlock: {weight: 64, declaredWithin: PT65H, businessDays: 16},
                  numberReused: {weight: 67, recycledAfter: P68D}}
                liability: {lookBack: P27D, requestsAtLeast: 28, changedMindPercent: 29, refusalsAtLeast: 31}
                """);
        assertThat(own.detection()).isNotEqualTo(policy("aliexpress").detection());
        assertThat(own.liability()).isNotEqualTo(policy("aliexpress").liability());
        assertThat(PolicyWords.of(own)).isEqualTo(PolicyWords.of(policy("aliexpress")));
    }

    @Test
    void everyFigureComesFromThePolicy() {
        Policy own = policy("own", 1, OWN + """
                timeZone: Africa/Cairo
                weekend: [FRIDAY]
                calendar: none
                holidays: [2026-01-01]
                payment: {closeUnpaidAfter: P11D, verificationAtMost: PT13H}
                cancellation: {requestWindow: PT17H, approveAfterSilence: PT72H, shippingFee: IN_PROPORTION,
                  incurredShipping: DEDUCTED, reasons: [{code: NOT_NEEDED, liability: BUYER}]}
                shipping: {processingTime: P12D, contestedBusinessDays: 1, noTrackingDisputeAfter: P18D,
                  overdueAfter: P63D, lostAfter: P65D, lostAfterWithinCountry: P64D, lostCaseAfter: P36D}
                handOver: {refusal: NONE, storagePeriod: P2M, refusalCosts: BUYER}
                escrow: {releaseAfterDelivery: P19D}
                disputes: {agreeWithin: P21D, evidenceWithin: P20D, returnWithin: P23D, returnShippingPaidBy: SELLER}
                refunds: {escalateAfterBusinessDays: 24, arrivalBusinessDays: {wallet: {from: 2, to: 2}}}
                review: {decideWithin: P22D}
                fines: {overdueShipment: {percent: 26, points: 0}, sellerCancellation: {percent: 0, points: 0}}
                liability: {lookBack: P27D, requestsAtLeast: 28, changedMindPercent: 29, refusalsAtLeast: 31}
                sanctions: {pointsLast: P37D, fine: {fromPoints: 38, points: 0, percent: 1},
                  sellingLimit: {fromPoints: 39, points: 0, declarationsPerDay: 43, lasts: P44D},
                  suspension: {fromPoints: 45, points: 0, lasts: P46D}, appealWithin: P7M}
                """);
        String all = String.join(
                " ", PolicyWords.toJudges(own).stream().map(Sentence::text).toList());
        assertThat(all)
                .contains("11 days", "13 hours", "17 hours", "3 days", "12 days", "within 1 business day,", "18 days")
                .contains("2 months", "19 days", "21 days", "20 days", "23 days", "24 business days", "26 percent")
                .contains("27 days", "28 requests", "29 percent", "31 or more", "within 2 business days.")
                .contains("Africa/Cairo, without Friday and 1 holiday", "they have agreed", "in proportion")
                .contains("63 days", "64 days", "65 days", "36 days")
                .contains("37 days", "from 38 points on", "from 39 on limited to 43 shipments a day for 44 days")
                .contains("from 45 on suspended for 46 days", "appeal within 7 months")
                .contains("cannot be refused", "is deducted", "are: not needed.");
        assertThat(rules(own)).contains("A10", "E2").doesNotContain("A11");
    }

    /** P3 to P6: a buyer and a seller read what becomes of parcels that go another way. */
    @Test
    void saysWhatBecomesOfParcelsToBuyersAndToSellers() {
        for (String market : Documents.MARKETS) {
            List<String> sellers = PolicyWords.toSellers(policy(market)).stream()
                    .map(Sentence::rule)
                    .toList();
            boolean own = policy(market).shipping().deliveredBy() == DeliveredBy.OWN;
            assertThat(sellers).isEqualTo(own ? List.of("P3", "P5", "P6") : List.of("P3", "P4", "P5", "P6"));
            assertThat(rules(policy(market))).containsAll(sellers);
        }
        assertThat(text(policy("aliexpress"), "P3")).contains("refunded to you, without any delivery costs");
        assertThat(text(policy("eldorado"), "P3")).contains("less its share of the delivery costs. The rest");
        assertThat(text(policy("cod-post"), "P3")).contains("leaves your order", "you owe that share");
        assertThat(text(policy("cod-post+distance-selling", 1001), "P3")).contains("without any delivery costs");
        assertThat(toSeller(policy("aliexpress"), "P3")).contains("what its journey has cost you bear");
        assertThat(toSeller(policy("eldorado"), "P3")).contains("which the buyer bears");
        assertThat(toSeller(policy("aliexpress"), "P4")).contains("at most 2 times", "or says why not");
        assertThat(toSeller(policy("aliexpress"), "P5"))
                .contains("45 days, within one country for 20 days", "10 days later", "you are not fined");
        assertThat(toSeller(policy("aliexpress"), "P6")).contains("40 days after you declared it", "within 5 days");
        Policy never = policy("own", 1, OWN + "shipping: {numberCorrections: 0}\n");
        assertThat(toSeller(never, "P4")).contains("cannot be put right");
        assertThat(rules(never)).doesNotContain("P4");
    }

    private static String toSeller(Policy policy, String rule) {
        return PolicyWords.toSellers(policy).stream()
                .filter(sentence -> sentence.rule().equals(rule))
                .map(Sentence::text)
                .findFirst()
                .orElseThrow();
    }

    /** M: business days as people say them. */
    @Test
    void saysBusinessDaysAndWhoseHolidaysCount() {
        Policy own = policy("own", 1, OWN + """
                calendar: de-by
                holidays: [2026-12-24]
                cancellation: {approveAfterSilence: P1BD}
                shipping: {processingTime: P4BD}
                """);
        assertThat(text(own, "A6")).contains("does not answer within 1 business day, they have agreed");
        assertThat(text(own, "A9")).contains("within 4 business days");
        assertThat(text(own, "M1"))
                .contains("without Saturday, Sunday, the public holidays of Germany (de-by) and 1 more holiday");
        assertThat(text(policy("aliexpress"), "M1")).endsWith("Sunday and the public holidays of China.");
    }

    @Test
    void sentencesAreWhole() {
        for (String market : Documents.MARKETS) {
            assertThat(PolicyWords.of(policy(market + "+distance-selling", 1001)))
                    .allSatisfy(sentence -> {
                        assertThat(sentence.rule()).matches("[A-P]\\d+");
                        assertThat(sentence.text())
                                .matches("[A-Z].*\\.")
                                .doesNotContain("  ", "null", "P1", "PT", "_", "  ");
                    });
        }
    }

    @Test
    void saysTimesAsPeopleDo() {
        assertThat(Spoken.of(Duration.ofDays(20))).isEqualTo("20 days");
        assertThat(Spoken.of(Duration.ofHours(24))).isEqualTo("24 hours");
        assertThat(Spoken.of(Duration.ofHours(50))).isEqualTo("2 days and 2 hours");
        assertThat(Spoken.of(Duration.ofMinutes(30))).isEqualTo("30 minutes");
        assertThat(Spoken.of(Duration.ofSeconds(61))).isEqualTo("1 minute and 1 second");
        assertThat(Spoken.of(Period.ofMonths(3))).isEqualTo("3 months");
        assertThat(Spoken.of(Period.of(1, 1, 7))).isEqualTo("1 year and 1 month and 7 days");
    }

    private static List<String> rules(Policy policy) {
        return PolicyWords.of(policy).stream().map(Sentence::rule).toList();
    }

    private static String text(Policy policy, String rule) {
        return String.join(
                " ",
                PolicyWords.of(policy).stream()
                        .filter(sentence -> sentence.rule().equals(rule))
                        .map(Sentence::text)
                        .toList());
    }
}
