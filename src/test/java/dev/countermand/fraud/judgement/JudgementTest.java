package dev.countermand.fraud.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.detector.Facts;
import dev.countermand.detector.Finding;
import dev.countermand.detector.Rule;
import dev.countermand.detector.Samples;
import dev.countermand.detector.Thresholds;
import dev.countermand.detector.Verdict;
import dev.countermand.fraud.judgement.Judgement.Consequence;
import dev.countermand.fraud.judgement.Judgement.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A25: what findings mean for an order. */
class JudgementTest {

    private static final Facts FACTS = Samples.facts().build();
    private static final Finding STRONG = finding("NO_CARRIER_MOVEMENT", 60);
    private static final Finding WEAK = finding("SHIPPED_TO_BLOCK", 30);
    private static final int FREEZE_AT = 60;

    @Test
    void freezesWhenTheWeightsReachThePolicysThreshold() {
        Judgement judgement = judge(List.of(STRONG), List.of(), false);

        assertThat(judgement.consequence()).isEqualTo(Consequence.FREEZE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.of(Map.of("NO_CARRIER_MOVEMENT", 60), FREEZE_AT));
        assertThat(judgement.added()).hasSize(1);
    }

    @Test
    void onlyWatchesBelowTheThreshold() {
        Judgement judgement = judge(List.of(WEAK), List.of(), false);

        assertThat(judgement.consequence()).isEqualTo(Consequence.NONE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.of(Map.of("SHIPPED_TO_BLOCK", 30), FREEZE_AT));
        assertThat(judgement.changesSomething()).isTrue();
    }

    @Test
    void freezesWhenSomethingNewJoinsWhatWasWatched() {
        Judgement judgement = judge(List.of(WEAK, finding("NUMBER_REUSED", 40)), List.of(standing(WEAK)), false);

        assertThat(judgement.consequence()).isEqualTo(Consequence.FREEZE);
        assertThat(judgement.added()).hasSize(1);
        assertThat(judgement.verdict().score()).isEqualTo(70);
    }

    @Test
    void changesNothingTheSecondTime() {
        Judgement judgement = judge(List.of(STRONG), List.of(standing(STRONG)), true);

        assertThat(judgement.changesSomething()).isFalse();
        assertThat(judgement.verdict().score()).isEqualTo(60);
    }

    @Test
    void thawsWhenNothingStandsAnyMore() {
        Judgement judgement = judge(List.of(), List.of(standing(STRONG), standing(WEAK)), true);

        assertThat(judgement.consequence()).isEqualTo(Consequence.THAW);
        assertThat(judgement.cleared()).hasSize(2);
        assertThat(judgement.verdict()).isEqualTo(Verdict.of(Map.of(), FREEZE_AT));
    }

    @Test
    void staysFrozenWhileAnythingStands() {
        Judgement judgement = judge(List.of(WEAK), List.of(standing(STRONG), standing(WEAK)), true);

        assertThat(judgement.consequence()).isEqualTo(Consequence.RESCORE);
        assertThat(judgement.verdict().score()).isEqualTo(30);
    }

    @Test
    void doesNotThawWhatWasFrozenByHandAndNeverSuspected() {
        assertThat(judge(List.of(), List.of(), true).changesSomething()).isFalse();
    }

    @Test
    void addsToACaseThatIsOpenAlready() {
        assertThat(judge(List.of(STRONG), List.of(), true).consequence()).isEqualTo(Consequence.RESCORE);
    }

    @Test
    void doesNotRaiseAgainWhatAModeratorReleased() {
        Judgement judgement = judge(List.of(STRONG), List.of(cleared(STRONG, KnownFinding.RELEASED)), false);

        assertThat(judgement.changesSomething()).isFalse();
    }

    @Test
    void raisesAnotherSignalOfAReleasedShipment() {
        Judgement judgement = judge(
                List.of(STRONG, finding("NUMBER_REUSED", 100)), List.of(cleared(STRONG, KnownFinding.RELEASED)), false);

        assertThat(judgement.consequence()).isEqualTo(Consequence.FREEZE);
        assertThat(judgement.added()).hasSize(1);
    }

    @Test
    void raisesAgainWhatOnlyTheFactsHadCleared() {
        assertThat(judge(List.of(STRONG), List.of(cleared(STRONG, "scanned")), false)
                        .consequence())
                .isEqualTo(Consequence.FREEZE);
    }

    @Test
    void saysThatTheCarrierClearedIt() {
        Facts scanned = Samples.facts()
                .acceptedAt(Instant.parse("2026-03-11T08:30:00Z"))
                .build();

        Judgement judgement =
                Judgement.of(List.of(new Seen(scanned, List.of())), List.of(standing(STRONG)), FREEZE_AT, true);

        assertThat(judgement.cleared())
                .singleElement()
                .satisfies(gone -> assertThat(gone.because()).contains("2026-03-11 08:30 UTC"));
    }

    @Test
    void countsASignalOnTwoParcelsOfOneOrderOnce() {
        Facts second = withShipment(new UUID(7, 7));

        Judgement judgement = Judgement.of(
                List.of(new Seen(FACTS, List.of(WEAK)), new Seen(second, List.of(WEAK))), List.of(), FREEZE_AT, false);

        assertThat(judgement.added()).hasSize(2);
        assertThat(judgement.verdict()).isEqualTo(Verdict.of(Map.of("SHIPPED_TO_BLOCK", 30), FREEZE_AT));
    }

    @Test
    void scoresAtMostAHundred() {
        Judgement judgement = judge(List.of(STRONG, WEAK, finding("NUMBER_REUSED", 100)), List.of(), false);

        assertThat(judgement.verdict().score()).isEqualTo(100);
    }

    @Test
    void aShadowIsWrittenDownAndCountsForNothing() {
        Finding shadow = finding("NUMBER_REUSED", 100, true);

        Judgement first = judge(List.of(shadow, WEAK), List.of(), false);
        assertThat(first.added()).hasSize(2);
        assertThat(first.verdict().score()).isEqualTo(30);
        assertThat(first.consequence()).isEqualTo(Consequence.NONE);

        // Beside the same signal that counts, both stand.
        Judgement both = judge(List.of(finding("NUMBER_REUSED", 100), shadow), List.of(standing(shadow)), false);
        assertThat(both.added()).hasSize(1);
        assertThat(both.consequence()).isEqualTo(Consequence.FREEZE);

        // When it goes it thaws nothing.
        Judgement gone = judge(List.of(), List.of(standing(shadow)), true);
        assertThat(gone.cleared()).hasSize(1);
        assertThat(gone.consequence()).isEqualTo(Consequence.NONE);
    }

    @Test
    void otherFiguresTakeThePlaceOfThoseThatStood() {
        Finding heavier = finding("SHIPPED_TO_BLOCK", 2, 70, "words");

        Judgement raised = judge(List.of(heavier), List.of(standing(WEAK)), false);
        assertThat(raised.consequence()).isEqualTo(Consequence.FREEZE);
        assertThat(raised.verdict().score()).isEqualTo(70);
        assertThat(raised.added()).hasSize(1);
        assertThat(raised.cleared())
                .singleElement()
                .satisfies(gone -> assertThat(gone.because()).startsWith("Other figures are in force"));

        // Lighter ones leave the rest to the moderator: something stands.
        Judgement lowered =
                judge(List.of(finding("NO_CARRIER_MOVEMENT", 2, 10, "words")), List.of(standing(STRONG)), true);
        assertThat(lowered.consequence()).isEqualTo(Consequence.RESCORE);
        assertThat(lowered.verdict().score()).isEqualTo(10);
    }

    @Test
    void otherWordsTakeThePlaceOfThoseThatStood() {
        Judgement judgement =
                judge(List.of(finding("SHIPPED_TO_BLOCK", 1, 30, "other words")), List.of(standing(WEAK)), false);
        assertThat(judgement.added()).hasSize(1);
        assertThat(judgement.cleared())
                .singleElement()
                .satisfies(gone -> assertThat(gone.because()).startsWith("What is known has changed"));
        assertThat(judgement.verdict().score()).isEqualTo(30);
    }

    @Test
    void totalsThatChangeByTheHourAreNothingNew() {
        Finding pattern = finding("SELLER_PATTERN", 30);
        Finding later = finding("SELLER_PATTERN", 1, 30, "other totals");
        assertThat(judge(List.of(later), List.of(standing(pattern)), false).changesSomething())
                .isFalse();
        assertThat(judge(List.of(later), List.of(cleared(pattern, KnownFinding.RELEASED)), false)
                        .changesSomething())
                .isFalse();
    }

    /** What they saw is let go, also when other figures find it; what was not there when they looked is raised. */
    @Test
    void aReleaseIsOfWhatTheModeratorSaw() {
        List<KnownFinding> released = List.of(cleared(STRONG, KnownFinding.RELEASED));
        assertThat(judge(List.of(finding("NO_CARRIER_MOVEMENT", 2, 60, "5 days")), released, false)
                        .changesSomething())
                .isFalse();
        assertThat(judge(List.of(finding("NO_CARRIER_MOVEMENT", 1, 60, "another one")), released, false)
                        .consequence())
                .isEqualTo(Consequence.FREEZE);
    }

    private static Judgement judge(List<Finding> found, List<KnownFinding> known, boolean frozen) {
        return Judgement.of(List.of(new Seen(FACTS, found)), known, FREEZE_AT, frozen);
    }

    private static Finding finding(String code, int weight) {
        return finding(code, weight, false);
    }

    private static Finding finding(String code, int weight, boolean shadow) {
        return new Finding(code, 1, new Rule(code, 1, shadow, weight, Thresholds.of(Map.of())), "words", Map.of());
    }

    private static Finding finding(String code, int ruleVersion, int weight, String words) {
        return new Finding(
                code, 1, new Rule(code, ruleVersion, false, weight, Thresholds.of(Map.of())), words, Map.of());
    }

    private static KnownFinding standing(Finding finding) {
        return known(finding, null, null);
    }

    private static KnownFinding cleared(Finding finding, String because) {
        return known(finding, FACTS.asOf(), because);
    }

    private static KnownFinding known(Finding finding, @Nullable Instant clearedAt, @Nullable String because) {
        return new KnownFinding(
                "order-1",
                UUID.nameUUIDFromBytes(finding.code().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                FACTS.shipmentId(),
                finding.code(),
                1,
                1,
                finding.shadow(),
                finding.weight(),
                "words",
                Map.of(),
                FACTS.asOf(),
                "test",
                clearedAt,
                because);
    }

    private static Facts withShipment(UUID id) {
        return Samples.facts().shipmentId(id).build();
    }
}
