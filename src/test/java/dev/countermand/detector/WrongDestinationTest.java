package dev.countermand.detector;

import static dev.countermand.detector.Samples.MONDAY_NOON;
import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** F6. The order goes to DE 10115. */
class WrongDestinationTest {

    @Test
    void findsWhatWasDeliveredInAnotherRegion() {
        assertThat(judge(facts().delivered(MONDAY_NOON, "DE", "80331"))).hasValueSatisfying(found -> {
            assertThat(found.words()).contains("delivered to DE 80331", "goes to DE 10115");
            assertThat(found.facts()).containsEntry("deliveredTo", "DE 80331").containsEntry("shipTo", "DE 10115");
        });
    }

    @Test
    void findsWhatWasDeliveredInAnotherCountry() {
        assertThat(judge(facts().delivered(MONDAY_NOON, "FR", null))).isPresent();
    }

    @Test
    void findsWhatTheNumberItselfIsAddressedToElsewhere() {
        assertThat(judge(facts().number(addressed(true, true, "FR", "0075001"))))
                .hasValueSatisfying(found -> assertThat(found.words()).contains("is addressed to FR"));
    }

    @Test
    void believesOnlyANumberThatIsCertain() {
        assertThat(judge(facts().number(addressed(true, false, "FR", null)))).isEmpty();
        assertThat(judge(facts().number(addressed(false, true, "FR", null)))).isEmpty();
    }

    @Test
    void allowsAPickupPointInTheSameRegion() {
        assertThat(judge(facts().delivered(MONDAY_NOON, "DE", "14059"))).isEmpty();
    }

    @Test
    void readsPostalCodesHoweverTheyAreWritten() {
        Samples.Builder british = facts().country("GB").postalCode("SW1A 1AA");
        assertThat(judge(british.delivered(MONDAY_NOON, "gb", "sw1a1aa"))).isEmpty();
        assertThat(judge(facts().number(addressed(true, true, "DE", "0010115"))))
                .isEmpty();
    }

    @Test
    void zerosOnTheLeftAreOnlyLeftOutWhereCodesDifferInLength() {
        Samples.Builder boston = facts().country("US").postalCode("02134");
        assertThat(judge(boston.delivered(MONDAY_NOON, "US", "20001"))).isPresent();
        assertThat(judge(boston.delivered(MONDAY_NOON, "US", "2134"))).isEmpty();
    }

    @Test
    void findsNothingWhereTheCarrierDoesNotSayWhere() {
        assertThat(judge(facts().delivered(MONDAY_NOON, null, null))).isEmpty();
        assertThat(judge(facts())).isEmpty();
    }

    private static Facts.NumberFacts addressed(
            boolean valid, boolean certain, @Nullable String country, @Nullable String postalCode) {
        return new Facts.NumberFacts(valid, certain, true, country, postalCode, null, 0, 0);
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(WrongDestination.CODE, facts);
    }
}
