package dev.countermand.cancellation.liability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Wait;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import dev.countermand.policy.catalogue.Policies;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A11, A12: who is to blame, by the facts. */
class LiabilityFindingTest {

    private static final Policy POLICY =
            new Policies(Optional.empty()).current("aliexpress").orElseThrow();
    private static final LiabilityFinding.Record HARMLESS = new LiabilityFinding.Record(20, 3, 0, 0);

    @Test
    void theReasonBlamesByDefault() {
        for (CancellationTerms.ReasonTerms terms : POLICY.cancellation().reasons()) {
            assertThat(find(terms.code(), null, false, false, 0, HARMLESS).liability())
                    .isEqualTo(terms.liability());
        }
    }

    @Test
    void aProcessingTimeThatRanOutBlamesTheSellerWhateverTheReason() {
        LiabilityFinding finding = find(Reason.NOT_NEEDED, null, false, true, 0, HARMLESS);
        assertThat(finding.liability()).isEqualTo(Liability.SELLER);
        assertThat(finding.because()).extracting(LiabilityFinding.Because::code).contains("PROCESSING_OVERRUN");
    }

    @Test
    void othersWhoFoundNoStockBlameTheSeller() {
        assertThat(find(Reason.WRONG_CHOICE, null, false, false, 0, new LiabilityFinding.Record(20, 3, 0, 2))
                        .liability())
                .isEqualTo(Liability.SELLER);
    }

    @Test
    void aBuyersWordAloneBlamesNobody() {
        LiabilityFinding finding = find(Reason.NOT_NEEDED, Reason.OUT_OF_STOCK, true, false, 0, HARMLESS);
        assertThat(finding.liability()).isEqualTo(Liability.BUYER);
        assertThat(finding.because().stream().filter(LiabilityFinding.Because::secret))
                .hasSize(2);
    }

    @Test
    void aBuyersWordThatAFactSupportsBlamesTheSeller() {
        LiabilityFinding.Facts facts = facts(Reason.NOT_NEEDED, null, true, false, 1, HARMLESS);
        assertThat(LiabilityFinding.of(facts, POLICY).liability()).isEqualTo(Liability.SELLER);
        LiabilityFinding shown = LiabilityFinding.of(facts.asTheSellerKnowsThem(), POLICY);
        assertThat(shown.liability()).isEqualTo(Liability.BUYER);
        assertThat(shown.because()).noneMatch(LiabilityFinding.Because::secret);
    }

    @Test
    void aSellerWhoseBuyersAllChangeTheirMindIsConspicuousButNotToBlameForItAlone() {
        LiabilityFinding.Record conspicuous = new LiabilityFinding.Record(20, 15, 0, 0);
        assertThat(find(Reason.NOT_NEEDED, null, false, false, 0, conspicuous).liability())
                .isEqualTo(Liability.BUYER);
        assertThat(find(Reason.NOT_NEEDED, null, false, false, 1, conspicuous).liability())
                .isEqualTo(Liability.SELLER);
    }

    @Test
    void fewRequestsProveNothing() {
        LiabilityFinding.Record few = new LiabilityFinding.Record(9, 9, 9, 0);
        assertThat(find(Reason.NOT_NEEDED, null, false, false, 1, few).liability())
                .isEqualTo(Liability.BUYER);
    }

    private static LiabilityFinding find(
            Reason reason,
            @Nullable Reason told,
            boolean asked,
            boolean overrun,
            int refused,
            LiabilityFinding.Record seller) {
        return LiabilityFinding.of(facts(reason, told, asked, overrun, refused, seller), POLICY);
    }

    private static LiabilityFinding.Facts facts(
            Reason reason,
            @Nullable Reason told,
            boolean asked,
            boolean overrun,
            int refused,
            LiabilityFinding.Record seller) {
        return new LiabilityFinding.Facts(reason, told, asked, overrun, Wait.of(Duration.ofDays(7)), refused, seller);
    }
}
