package dev.countermand.cancellation.liability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.kernel.Wait;
import dev.countermand.policy.CancellationTerms;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Policy;
import dev.countermand.policy.Reason;
import dev.countermand.policy.catalogue.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A11, A12: who is to blame, by the facts. */
class LiabilityFindingTest {

    private static final Policy POLICY =
            new Policies(Optional.empty()).current("aliexpress").orElseThrow();
    private static final LiabilityFinding.Record HARMLESS = new LiabilityFinding.Record(20, 3, 0, 0);

    /** A12: that the seller agrees to a cancellation does not say that its reason is true. */
    @Test
    void theReasonBlamesByDefaultButNoSellerByTheBuyersWordAlone() {
        for (CancellationTerms.ReasonTerms terms : POLICY.cancellation().reasons()) {
            LiabilityFinding finding = find(terms.code(), null, false, false, 0, HARMLESS);
            boolean word = terms.liability() == Liability.SELLER && terms.code() != Reason.OUT_OF_STOCK;
            assertThat(finding.liability())
                    .as(terms.code().name())
                    .isEqualTo(word ? Liability.NOBODY : terms.liability());
            assertThat(codes(finding).contains("BUYERS_WORD_ALONE"))
                    .as(terms.code().name())
                    .isEqualTo(word);
        }
    }

    /** A12: whoever has the goods does not agree that there are none, and can say so if they do. */
    @Test
    void whoAgreesThatThereIsNoStockIsToBlameUnlessTheySayOtherwise() {
        assertThat(codes(ended(Reason.OUT_OF_STOCK, Ending.AGREED))).contains("NO_STOCK_AGREED");
        LiabilityFinding denied = ended(Reason.OUT_OF_STOCK, Ending.DENIED);
        assertThat(denied.liability()).isEqualTo(Liability.NOBODY);
        assertThat(codes(denied)).contains("DENIED", "BUYERS_WORD_ALONE");
        assertThat(ended(Reason.OUT_OF_STOCK, Ending.ALONE).liability()).isEqualTo(Liability.NOBODY);
    }

    @Test
    void aReasonThatTheSellerConfirmsBlamesThem() {
        for (Reason reason : Reason.values()) {
            Liability byDefault =
                    POLICY.cancellation().reason(reason).orElseThrow().liability();
            assertThat(ended(reason, Ending.CONFIRMED).liability())
                    .as(reason.name())
                    .isEqualTo(byDefault);
        }
        assertThat(codes(ended(Reason.PRICE_RAISED, Ending.CONFIRMED))).containsExactly("REASON", "CONFIRMED");
    }

    /** A12: against the facts no word counts. */
    @Test
    void factsTellWhetherItTookTooLong() {
        LiabilityFinding early = find(Reason.PROCESSING_TOO_LONG, null, false, false, 0, HARMLESS);
        assertThat(early.liability()).isEqualTo(Liability.NOBODY);
        assertThat(codes(early)).contains("PROCESSING_IN_TIME");
        LiabilityFinding late = find(Reason.PROCESSING_TOO_LONG, null, false, true, 0, HARMLESS);
        assertThat(late.liability()).isEqualTo(Liability.SELLER);
        assertThat(codes(late)).containsExactly("REASON", "PROCESSING_OVERRUN");
    }

    @Test
    void factsTellWhetherTheSellerWasSilent() {
        assertThat(ended(Reason.SELLER_UNRESPONSIVE, Ending.BY_SILENCE).liability())
                .isEqualTo(Liability.SELLER);
        assertThat(ended(Reason.PRICE_RAISED, Ending.BY_SILENCE).liability()).isEqualTo(Liability.NOBODY);
        assertThat(codes(ended(Reason.SELLER_UNRESPONSIVE, Ending.AGREED))).contains("SELLER_ANSWERED");
    }

    /** A12, A15, A26: whatever reason was given. */
    @Test
    void whoDeclaresAFalseShipmentIsToBlame() {
        for (Ending ending : List.of(Ending.FALSE_SHIPMENT, Ending.NEVER_SENT)) {
            LiabilityFinding finding = ended(Reason.NOT_NEEDED, ending);
            assertThat(finding.liability()).isEqualTo(Liability.SELLER);
            assertThat(codes(finding)).containsExactly("REASON", ending.name());
            assertThat(finding.because()).noneMatch(LiabilityFinding.Because::secret);
        }
    }

    @Test
    void aModeratorsWordStandsBesideTheFacts() {
        LiabilityFinding found = ended(Reason.PRICE_RAISED, Ending.AGREED);
        LiabilityFinding ruled =
                LiabilityFinding.ruled(Liability.SELLER, "Their message asks for 40.00", found.because());
        assertThat(ruled.liability()).isEqualTo(Liability.SELLER);
        assertThat(codes(ruled)).containsExactly("REASON", "MODERATOR");
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

    private static List<String> codes(LiabilityFinding finding) {
        return finding.because().stream().map(LiabilityFinding.Because::code).toList();
    }

    private static LiabilityFinding ended(Reason reason, Ending ending) {
        return LiabilityFinding.of(
                new LiabilityFinding.Facts(
                        reason,
                        null,
                        false,
                        ending,
                        ending == Ending.OVERDUE,
                        Wait.of(Duration.ofDays(7)),
                        0,
                        HARMLESS),
                POLICY);
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
        return new LiabilityFinding.Facts(
                reason, told, asked, Ending.AGREED, overrun, Wait.of(Duration.ofDays(7)), refused, seller);
    }
}
