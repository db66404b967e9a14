package dev.countermand.detector;

import static dev.countermand.detector.Samples.facts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** F8. */
class ForeignShipperTest {

    @Test
    void findsALabelMadeUnderAnotherSellersAccount() {
        assertThat(judge(account("5R8939", 1, 0))).hasValueSatisfying(found -> {
            assertThat(found.words()).contains("5R8939", "1 other seller ships", "never shipped before");
            assertThat(found.facts())
                    .containsEntry("otherSellersWithParcels", 1)
                    .containsEntry("ownParcels", 0);
        });
    }

    @Test
    void takesAnAccountOfManySellersForAFulfilmentHouses() {
        assertThat(judge(account("5R8939", 2, 0))).isPresent();
        assertThat(judge(account("5R8939", 3, 0))).isEmpty();
    }

    @Test
    void allowsAnAccountUnderWhichTheSellerHasShippedBefore() {
        assertThat(judge(account("5R8939", 1, 1))).isEmpty();
    }

    @Test
    void findsNothingAboutAnAccountThatNobodyElseUses() {
        assertThat(judge(account("5R8939", 0, 0))).isEmpty();
        assertThat(judge(account(null, 0, 0))).isEmpty();
    }

    private static Samples.Builder account(@Nullable String shipperId, int otherSellers, int own) {
        return facts().number(new Facts.NumberFacts(true, true, true, null, null, shipperId, otherSellers, own));
    }

    private Optional<Finding> judge(Samples.Builder facts) {
        return Samples.judge(ForeignShipper.CODE, facts);
    }
}
