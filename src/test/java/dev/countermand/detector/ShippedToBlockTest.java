package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** F2. The third working day after Monday the 2nd is Friday the 6th: Thursday is a holiday. */
class ShippedToBlockTest {

    private static final Instant THIRD_BUSINESS_DAY = Instant.parse("2026-03-06T12:00:00Z");

    @Test
    void findsWhatWasDeclaredSoonAfterARequestAndHasNotMoved() {
        Optional<Finding> finding = judge(requested(Duration.ofHours(5)).asOf(THIRD_BUSINESS_DAY));

        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.code()).isEqualTo("SHIPPED_TO_BLOCK");
            assertThat(found.weight()).isEqualTo(50);
            assertThat(found.words()).contains("5 hours later", "3 business days");
            assertThat(found.facts())
                    .containsEntry("requestedAt", "2026-03-02T07:00:00Z")
                    .containsEntry("declaredAfter", "PT5H")
                    .containsEntry("suspiciousWithin", "PT72H");
        });
    }

    @Test
    void saysHowSoonInTheUnitThatFits() {
        assertThat(judge(requested(Duration.ofDays(3)).asOf(THIRD_BUSINESS_DAY)))
                .hasValueSatisfying(found -> assertThat(found.words()).contains("3 days later"));
        assertThat(judge(requested(Duration.ofMinutes(90)).asOf(THIRD_BUSINESS_DAY)))
                .hasValueSatisfying(found -> assertThat(found.words()).contains("90 minutes later"));
        assertThat(judge(requested(Duration.ofSeconds(7)).asOf(THIRD_BUSINESS_DAY)))
                .hasValueSatisfying(found ->
                        assertThat(found.words()).contains("less than a minute later, within the 3 days that count"));
    }

    @Test
    void findsNothingWithoutARequest() {
        assertThat(judge(facts().asOf(THIRD_BUSINESS_DAY))).isEmpty();
    }

    @Test
    void findsNothingBeforeTheThirdBusinessDay() {
        assertThat(judge(requested(Duration.ofHours(5)).asOf(THIRD_BUSINESS_DAY.minusNanos(1_000))))
                .isEmpty();
    }

    @Test
    void findsNothingOnceTheCarrierHasTheParcel() {
        assertThat(judge(requested(Duration.ofHours(5)).asOf(THIRD_BUSINESS_DAY).acceptedAt(THIRD_BUSINESS_DAY)))
                .isEmpty();
    }

    @Test
    void countsADeclarationUpToThePolicysLimitAsSoonAfter() {
        assertThat(judge(requested(Duration.ofHours(72)).asOf(THIRD_BUSINESS_DAY)))
                .isPresent();
        assertThat(judge(requested(Duration.ofHours(72).plusNanos(1_000)).asOf(THIRD_BUSINESS_DAY)))
                .isEmpty();
        assertThat(judge(requested(Duration.ZERO).asOf(THIRD_BUSINESS_DAY))).isPresent();
    }

    @Test
    void findsNothingWhenTheRequestCameAfterTheDeclaration() {
        assertThat(judge(requested(Duration.ofHours(-1)).asOf(THIRD_BUSINESS_DAY)))
                .isEmpty();
    }

    @Test
    void givesASellerLongerWhoDeclaredWhenHeUsuallyDoes() {
        // Verified on Saturday noon, declared two days later, as half of their orders are.
        Samples.Builder usual = requested(Duration.ofHours(5))
                .verifiedAt(MONDAY_NOON.minus(Duration.ofDays(2)))
                .seller(new Facts.SellerFacts(Duration.ofDays(2).toSeconds(), 0, 0, 0, 0, 0));

        assertThat(judge(usual.asOf(THIRD_BUSINESS_DAY))).isEmpty();
        assertThat(judge(usual.asOf(Instant.parse("2026-03-10T12:00:00Z")))).isPresent();
    }

    @Test
    void missesNoScanOfAParcelThatNobodyScansUnlessTheSellerHasDoneItBefore() {
        Facts.NumberFacts untracked = new Facts.NumberFacts(true, true, false, null, null, null, 0, 0);
        Samples.Builder unseen =
                requested(Duration.ofHours(5)).number(untracked).asOf(THIRD_BUSINESS_DAY);

        assertThat(judge(unseen.seller(new Facts.SellerFacts(null, 5, 1, 9, 0, 0))))
                .isEmpty();
        assertThat(judge(unseen.seller(new Facts.SellerFacts(null, 5, 2, 9, 0, 0))))
                .isPresent();
    }

    private static Samples.Builder requested(Duration before) {
        return facts().requestedAt(MONDAY_NOON.minus(before));
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(ShippedToBlock.CODE, facts);
    }
}
