package dev.countermand.policy;

import static dev.countermand.policy.document.Documents.catalogue;
import static dev.countermand.policy.document.Documents.line;
import static dev.countermand.policy.document.Documents.policy;
import static dev.countermand.policy.document.Documents.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** M2, fault 29: figures that contradict each other are refused at start, at the line of the one that is named first. */
class ContradictionsTest {

    /**
     * Two figures that cannot both be meant.
     *
     * @param base the policy that is extended
     * @param figures what is changed
     * @param at the beginning of the line that is reported
     */
    private record Pair(String base, String figures, String at, String... reason) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(
                    "lamoda/1",
                    "cancellation:\n  approveAfterSilence: PT48H\n",
                    "  approveAfterSilence",
                    "cancellation.approveAfterSilence must be none: with consent NONE"),
            new Pair(
                    "lamoda/1",
                    "cancellation:\n  requestWindow: P2BD\n",
                    "  requestWindow",
                    "cancellation.requestWindow must be none: with consent NONE"),
            new Pair(
                    "aliexpress/1",
                    "cancellation:\n  until: HAND_OVER\n",
                    "  until",
                    "cancellation.until must be DISPATCH or CARRIER_ACCEPTANCE: with consent SELLER"),
            new Pair(
                    "aliexpress/1",
                    "cancellation:\n  until: DAY_BEFORE_DELIVERY\n",
                    "  until",
                    "cancellation.until must be DISPATCH or CARRIER_ACCEPTANCE: with consent SELLER"),
            new Pair(
                    "cod-post/1",
                    "cancellation:\n  incurredShipping: DEDUCTED\n",
                    "  incurredShipping",
                    "cancellation.incurredShipping must be REFUNDED: with until DISPATCH"),
            new Pair(
                    "cod-post/1",
                    "cancellation:\n  until: DAY_BEFORE_DELIVERY\n",
                    "  until",
                    "cancellation.until must not be DAY_BEFORE_DELIVERY: only with shipping.deliveredBy OWN"),
            new Pair(
                    "lamoda/1",
                    "cancellation:\n  until: CARRIER_ACCEPTANCE\n",
                    "  until",
                    "cancellation.until must not be CARRIER_ACCEPTANCE: with shipping.deliveredBy OWN"),
            new Pair(
                    "aliexpress/1",
                    "cancellation:\n  approveAfterSilence: P7D\n",
                    "  approveAfterSilence",
                    "cancellation.approveAfterSilence must be shorter than shipping.processingTime"),
            new Pair(
                    "aliexpress/1",
                    "cancellation:\n  approveAfterSilence: P7BD\n",
                    "  approveAfterSilence",
                    "cancellation.approveAfterSilence must be shorter than shipping.processingTime"),
            new Pair(
                    "cod-post/1",
                    "cancellation:\n  consent: SELLER\n  requestWindow: PT24H\n",
                    "  requestWindow",
                    "cancellation.requestWindow must be none: it begins with the payment",
                    "payment.due ON_DELIVERY"),
            new Pair(
                    "aliexpress/1",
                    "handOver:\n  refusal: ANY_UNITS\n",
                    "  refusal",
                    "handOver.refusal must not be ANY_UNITS: with shipping.deliveredBy CARRIER"),
            new Pair(
                    "cod-post/1",
                    "handOver:\n  storagePeriod: none\n",
                    "  storagePeriod",
                    "handOver.storagePeriod must be given: with shipping.deliveredBy POST"),
            new Pair(
                    "lamoda/1",
                    "handOver:\n  storagePeriod: P7D\n",
                    "  storagePeriod",
                    "handOver.storagePeriod must be none: with shipping.deliveredBy OWN"),
            new Pair(
                    "aliexpress/1",
                    "shipping:\n  scanBeforeOrder: P120D\n",
                    "  scanBeforeOrder",
                    "shipping.scanBeforeOrder must be shorter than detection.numberReused.recycledAfter"),
            new Pair(
                    "cod-post/1",
                    "handOver:\n  storagePeriod: P45D\nshipping:\n  overdueAfter: P50D\n",
                    "  storagePeriod",
                    "handOver.storagePeriod must be shorter than shipping.lostAfterWithinCountry",
                    "lost (C2, P5)"),
            new Pair(
                    "cod-post/1",
                    "handOver:\n  storagePeriod: P2M\nshipping:\n  lostAfterWithinCountry: P60D\n",
                    "  storagePeriod",
                    "handOver.storagePeriod must be shorter than shipping.lostAfter:"),
            new Pair(
                    "cod-post/1",
                    "handOver:\n  storagePeriod: P1M\nshipping:\n  overdueAfter: P31D\n",
                    "  storagePeriod",
                    "handOver.storagePeriod must be shorter than shipping.overdueAfter",
                    "overdue (C2, P6)"),
            new Pair(
                    "cod-post/1",
                    "handOver:\n  storagePeriod: P28D\nshipping:\n  lostAfterWithinCountry: P20BD\n",
                    "  storagePeriod",
                    "handOver.storagePeriod must be shorter than shipping.lostAfterWithinCountry"),
            new Pair(
                    "lamoda/1",
                    "handOver:\n  refusal: NONE\n",
                    "  refusal",
                    "handOver.refusal must not be NONE: with cancellation.until HAND_OVER"),
            new Pair(
                    "cod-post/1",
                    "handOver:\n  refusal: NONE\n",
                    "  refusal",
                    "handOver.refusal must not be NONE: with payment.due ON_DELIVERY"),
            new Pair(
                    "aliexpress/1",
                    "cancellation:\n  until: DISPATCH\n  requestWindow: P7D\n",
                    "  requestWindow",
                    "cancellation.requestWindow must be shorter than shipping.processingTime"),
            new Pair(
                    "aliexpress/1",
                    "shipping:\n  noTrackingDisputeAfter: P40D\n",
                    "  noTrackingDisputeAfter",
                    "shipping.noTrackingDisputeAfter must be shorter than overdueAfter"),
            new Pair(
                    "aliexpress/1",
                    "shipping:\n  contestedBusinessDays: 40\n",
                    "  contestedBusinessDays",
                    "shipping.contestedBusinessDays must be fewer than overdueAfter"),
            new Pair(
                    "aliexpress/1",
                    "shipping:\n  lostAfterWithinCountry: P46D\n",
                    "  lostAfterWithinCountry",
                    "shipping.lostAfterWithinCountry must not be longer than lostAfter"),
            new Pair(
                    "aliexpress/1",
                    "shipping:\n  lostAfter: P120D\n",
                    "  lostAfter",
                    "shipping.lostAfter must be shorter than detection.numberReused.recycledAfter"),
            new Pair(
                    "aliexpress/1",
                    "shipping:\n  overdueAfter: P120D\n",
                    "  overdueAfter",
                    "shipping.overdueAfter must be shorter than detection.numberReused.recycledAfter"),
            new Pair(
                    "aliexpress/1",
                    "detection:\n  noCarrierMovement: {weight: 60, businessDays: 40}\n",
                    "  noCarrierMovement",
                    "detection.noCarrierMovement.businessDays must be fewer than shipping.overdueAfter"),
            new Pair(
                    "aliexpress/1",
                    "detection:\n  shippedToBlock: {weight: 60, declaredWithin: PT72H, businessDays: 40}\n",
                    "  shippedToBlock",
                    "detection.shippedToBlock.businessDays must be fewer than shipping.overdueAfter"),
            new Pair(
                    "aliexpress/1",
                    "disputes:\n  evidenceWithin: P15D\n",
                    "  evidenceWithin",
                    "disputes.evidenceWithin must be shorter than agreeWithin"),
            new Pair(
                    "aliexpress/1",
                    "disputes:\n  evidenceWithin: P6D\n",
                    "  evidenceWithin",
                    "disputes.evidenceWithin must not be longer than review.decideWithin"),
            new Pair(
                    "aliexpress/1",
                    "review:\n  claimFor: P5D\n",
                    "  claimFor",
                    "review.claimFor must be shorter than decideWithin"),
            new Pair(
                    "aliexpress/1",
                    "withdrawalRight:\n  afterHandOver: P7D\n  withoutTermsInWriting: P6D\n  repayWithin: P10D\n"
                            .concat("  deliveryFromBuyer: BUYER\n  refundWhen: BACK\n"),
                    "  withoutTermsInWriting",
                    "withdrawalRight.withoutTermsInWriting must not be shorter than afterHandOver"));

    @TestFactory
    Stream<DynamicTest> refusesWithFileLineAndReason() {
        return PAIRS.stream()
                .map(pair -> DynamicTest.dynamicTest(pair.base() + " " + pair.figures(), () -> {
                    String document = "name: own\nversion: 1\nextends: " + pair.base() + "\n" + pair.figures();
                    refused(() -> catalogue(document), pair.reason());
                    refused(() -> catalogue(document), "Policy own.yaml, line " + line(document, pair.at()) + ": ");
                }));
    }

    /** What only seems to contradict, or cannot be told: business days may take longer than as many days. */
    @Test
    void takesWhatMayBeMeant() {
        for (String figures : List.of(
                "extends: aliexpress/1\ncancellation: {approveAfterSilence: P6BD}\n",
                "extends: aliexpress/1\ncancellation: {approveAfterSilence: P6D}\nshipping: {processingTime: P5BD}\n",
                "extends: lamoda/1\ncancellation: {consent: SELLER, until: DISPATCH, approveAfterSilence: P2BD}\n",
                "extends: aliexpress/1\nshipping: {lostAfterWithinCountry: P45D}\n",
                "extends: aliexpress/1\ncancellation: {requestWindow: P7D}\n",
                "extends: cod-post/1\nhandOver: {storagePeriod: P27D}\nshipping: {lostAfterWithinCountry: P20BD}\n",
                "extends: cod-post/1\nhandOver: {storagePeriod: P1M}\nshipping: {overdueAfter: P32D}\n")) {
            assertThatNoException().isThrownBy(() -> catalogue("name: own\nversion: 1\n" + figures));
        }
    }

    /** M: what a waiting time must be holds for business days, too. */
    @Test
    void refusesBusinessDaysThatAreNone() {
        String own = "name: own\nversion: 1\nextends: aliexpress/1\nescrow:\n  releaseAfterDelivery: ";
        refused(() -> catalogue(own + "P0BD\n"), "line 5: escrow.releaseAfterDelivery must be longer than zero");
        refused(
                () -> catalogue(own + "P61BD\n"),
                "line 5: escrow.releaseAfterDelivery must not be more than 60 business days");
        refused(() -> catalogue(own + "P3bd\n"), "line 5: ", "or business days such as P3BD, but is \"P3bd\"");
        refused(
                () -> catalogue("name: own\nversion: 1\nextends: aliexpress/1\nreview: {claimFor: P1BD}\n"),
                "review.claimFor must be a duration such as P20D or PT24H, but is \"P1BD\"");
    }

    /** M, fault 25. */
    @Test
    void refusesACalendarThatNobodyKnows() {
        refused(
                () -> catalogue("name: own\nversion: 1\nextends: aliexpress/1\ncalendar: china\n"),
                "Policy own.yaml, line 4: calendar must be a country whose public holidays are known, such as cn",
                "but is \"china\"");
        refused(
                () -> catalogue("name: own\nversion: 1\nextends: aliexpress/1\ncalendar: CN\n"),
                "but is \"CN\"; did you mean cn?");
        Policy bavarian = policy("own", 1, "name: own\nversion: 1\nextends: aliexpress/1\ncalendar: de-by\n");
        assertThat(bavarian.calendar()).isEqualTo("de-by");
    }
}
