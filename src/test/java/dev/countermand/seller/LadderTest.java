package dev.countermand.seller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.policy.Policy;
import dev.countermand.policy.document.Documents;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A27: the ladder climbs with the points, by the policy's figures. */
class LadderTest {

    private static final Policy POLICY = Documents.policy("aliexpress");
    private static final Instant NOW = Instant.parse("2031-08-31T20:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, true, WARNING",
        "5, true, WARNING",
        "6, true, FINE",
        "6, false, WARNING",
        "23, true, FINE",
        "24, true, SELLING_LIMIT",
        "24, false, SELLING_LIMIT",
        "47, true, SELLING_LIMIT",
        "48, false, SUSPENSION",
        "5000, true, SUSPENSION"
    })
    void theStepFollowsFromThePoints(long points, boolean ofOrder, EntryKind due) {
        assertThat(Ladder.due(POLICY.sanctions(), points, ofOrder)).isEqualTo(due);
    }

    @Test
    void stepsAreOfferedFromTheMildestToTheHardest() {
        assertThat(Ladder.steps(POLICY.sanctions()))
                .extracting(Ladder.Step::kind)
                .containsExactly(EntryKind.WARNING, EntryKind.FINE, EntryKind.SELLING_LIMIT, EntryKind.SUSPENSION);
        assertThat(Ladder.steps(POLICY.sanctions()))
                .extracting(Ladder.Step::from)
                .isSorted();
        assertThat(Ladder.points(POLICY.sanctions(), EntryKind.SUSPENSION)).isEqualTo(12);
    }

    /** Half a year is six months of the market's calendar: in Shanghai it is September already. */
    @Test
    void aWarningHasPointsAndNoOtherEffect() {
        Ladder.Effect effect = Ladder.effect(POLICY, EntryKind.WARNING, NOW);
        assertThat(effect.endsAt()).isNull();
        assertThat(effect.perDay()).isNull();
        assertThat(effect.pointsUntil()).isEqualTo("2032-08-31T20:00:00Z");
        assertThat(effect.appealUntil()).isEqualTo("2032-02-29T20:00:00Z");
    }

    @Test
    void aLimitAndASuspensionEndByThemselves() {
        Ladder.Effect limit = Ladder.effect(POLICY, EntryKind.SELLING_LIMIT, NOW);
        assertThat(limit.perDay()).isEqualTo(5);
        assertThat(limit.endsAt()).isEqualTo("2031-09-30T20:00:00Z");
        Ladder.Effect suspension = Ladder.effect(POLICY, EntryKind.SUSPENSION, NOW);
        assertThat(suspension.perDay()).isNull();
        assertThat(suspension.endsAt()).isEqualTo("2031-11-29T20:00:00Z");
    }

    /** Issue 14: one moderator suspended a seller alone. */
    @ParameterizedTest
    @CsvSource({"WARNING, false", "FINE, false", "SELLING_LIMIT, false", "SUSPENSION, true"})
    void onlyASuspensionNeedsASecondPerson(EntryKind kind, boolean needed) {
        assertThat(Ladder.needsApproval(kind)).isEqualTo(needed);
    }
}
