package dev.countermand.cancellation.liability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A12: only where one request more or less says the same, nobody counts them with each. */
class SellerCountsTest {

    private static final SellerCounts.Whose SELLER =
            new SellerCounts.Whose("seller-1", List.of("NOT_NEEDED"), Duration.ofDays(90));

    private final SellerCounts counts = new SellerCounts();

    private static LiabilityFinding.Record of(int requests) {
        return new LiabilityFinding.Record(requests, requests / 2, 3, 0);
    }

    @Test
    void sellersWithFewRequestsAreCountedEachTime() {
        LiabilityFinding.Record few = of(SellerCounts.MANY - 1);
        assertThat(counts.counted(SELLER, few)).isEqualTo(few);
        assertThat(counts.known(SELLER)).isNull();
    }

    @Test
    void sellersWithManyAreRemembered() {
        LiabilityFinding.Record many = of(SellerCounts.MANY);
        assertThat(counts.counted(SELLER, many)).isEqualTo(many);
        assertThat(counts.known(SELLER)).isEqualTo(many);
    }

    /** Another policy may blame the buyer for other reasons, or look back further. */
    @Test
    void whatIsCountedIsWhatIsKnown() {
        counts.counted(SELLER, of(SellerCounts.MANY));
        assertThat(counts.known(new SellerCounts.Whose("seller-2", SELLER.changedMind(), SELLER.lookBack())))
                .isNull();
        assertThat(counts.known(new SellerCounts.Whose("seller-1", List.of("OTHER"), SELLER.lookBack())))
                .isNull();
        assertThat(counts.known(new SellerCounts.Whose("seller-1", SELLER.changedMind(), Duration.ofDays(30))))
                .isNull();
    }
}
