package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.SHIPMENT;
import static dev.countermand.detector.Samples.facts;
import static dev.countermand.detector.Samples.other;
import static dev.countermand.detector.Samples.otherOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** F3. */
class NumberReusedTest {

    private static final Instant DAY_BEFORE = MONDAY_NOON.minus(Duration.ofDays(1));
    private static final Instant DAY_AFTER = MONDAY_NOON.plus(Duration.ofDays(1));

    /** When the carrier's time for a first scan of this shipment is over (F1). */
    private static final Instant SCAN_OVERDUE = Instant.parse("2026-03-10T12:00:00Z");

    @Test
    void findsTheOneDeclaredLater() {
        Optional<Finding> finding = judge(facts().with(other(DAY_BEFORE)));

        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo("NUMBER_REUSED");
            assertThat(found.weight()).isEqualTo(100);
            assertThat(found.words()).contains("order-2", "another buyer", "declared first");
            assertThat(found.facts())
                    .containsEntry("otherOrder", "order-2")
                    .containsEntry("otherSeller", "seller-2")
                    .containsEntry("shipTo", "DE 10115")
                    .containsEntry("otherShipTo", "FR 75001")
                    .containsEntry("otherOrdersSeen", 1);
        });
    }

    @Test
    void findsTheLaterOneEvenWhenTheOthersParcelIsScanned() {
        assertThat(judge(facts().acceptedAt(MONDAY_NOON).with(other(DAY_BEFORE))))
                .isPresent();
    }

    @Test
    void leavesTheEarlierOneAloneOnceItsParcelWasAccepted() {
        Samples.Builder accepted = facts().asOf(SCAN_OVERDUE).acceptedAt(MONDAY_NOON);

        assertThat(judge(accepted.with(otherOf("seller-1", DAY_AFTER)))).isEmpty();
    }

    @Test
    void leavesTheEarlierOneOfAnotherSellerAloneWhileItsParcelMayBeOnItsWay() {
        assertThat(judge(facts().asOf(SCAN_OVERDUE.minusNanos(1_000)).with(other(DAY_AFTER))))
                .isEmpty();
    }

    @Test
    void findsTheEarlierOneOfAnotherSellerWhenItWasNotAcceptedInTime() {
        assertThat(judge(facts().asOf(SCAN_OVERDUE).with(other(DAY_AFTER))))
                .hasValueSatisfying(found -> assertThat(found.words()).contains("declared later", "never accepted"));
    }

    @Test
    void findsBothWhenOneSellerWroteOneNumberOnTwoOrdersAndNothingMoves() {
        assertThat(judge(facts().with(otherOf("seller-1", DAY_AFTER)))).isPresent();
        assertThat(judge(facts().with(otherOf("seller-1", DAY_BEFORE)))).isPresent();
    }

    @Test
    void allowsOneParcelForSeveralOrdersOfOneBuyerToOneAddress() {
        OtherShipment same = new OtherShipment("order-2", SHIPMENT, "buyer-1", "de", "10-115", DAY_BEFORE, "seller-1");

        assertThat(judge(facts().with(same))).isEmpty();
    }

    @Test
    void findsTheSameBuyerAtAnotherAddress() {
        OtherShipment elsewhere =
                new OtherShipment("order-2", SHIPMENT, "buyer-1", "DE", "20095", DAY_BEFORE, "seller-1");

        assertThat(judge(facts().with(elsewhere)))
                .hasValueSatisfying(found -> assertThat(found.words()).contains("the same buyer at another address"));
    }

    @Test
    void allowsANumberThatHasComeRoundAgain() {
        Instant longAgo = MONDAY_NOON.minus(Duration.ofDays(120));

        assertThat(judge(facts().with(other(longAgo)))).isEmpty();
        assertThat(judge(facts().with(other(longAgo.plusSeconds(1))))).isPresent();
    }

    @Test
    void namesTheFirstWhoHadTheNumber() {
        OtherShipment first = new OtherShipment(
                "order-0", new UUID(1, 1), "buyer-9", "FR", "75001", DAY_BEFORE.minusSeconds(60), "seller-2");

        assertThat(judge(facts().with(other(DAY_BEFORE)).with(first)))
                .hasValueSatisfying(found -> assertThat(found.facts())
                        .containsEntry("otherOrder", "order-0")
                        .containsEntry("otherOrdersSeen", 2));
    }

    @Test
    void takesTheOneWrittenLaterForTheLaterOneAtTheSameInstant() {
        OtherShipment writtenBefore = new OtherShipment(
                "order-2",
                new UUID(SHIPMENT.getMostSignificantBits(), 4),
                "buyer-2",
                "FR",
                "75001",
                MONDAY_NOON,
                "seller-2");
        OtherShipment writtenAfter = new OtherShipment(
                "order-2",
                new UUID(SHIPMENT.getMostSignificantBits(), 6),
                "buyer-2",
                "FR",
                "75001",
                MONDAY_NOON,
                "seller-2");

        assertThat(judge(facts().with(writtenBefore))).isPresent();
        assertThat(judge(facts().with(writtenAfter))).isEmpty();
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(NumberReused.CODE, facts);
    }
}
