package dev.countermand.review.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** A26: every pair of what a decision, and a case of a bulk decision, can be. */
class DecisionStatusTest {

    @Test
    void aDecisionGoesOnlyWhereItsTableLeads() {
        assertThat(moves(DecisionStatus.values(), DecisionStatus::canBecome))
                .containsExactlyInAnyOrder(
                        "AWAITING_APPROVAL>REJECTED",
                        "AWAITING_APPROVAL>OVERTAKEN",
                        "AWAITING_APPROVAL>CARRIED_OUT",
                        "CARRIED_OUT>UNDONE");
    }

    @Test
    void aCaseOfABulkDecisionGoesOnlyWhereItsTableLeads() {
        assertThat(moves(BulkItemStatus.values(), BulkItemStatus::canBecome))
                .containsExactlyInAnyOrder(
                        "PENDING>DONE",
                        "PENDING>AWAITING_APPROVAL",
                        "PENDING>SKIPPED",
                        "DONE>UNDOING",
                        "AWAITING_APPROVAL>UNDOING",
                        "UNDOING>UNDONE",
                        "UNDOING>NOT_UNDONE");
        for (BulkItemStatus status : BulkItemStatus.values()) {
            assertThat(status.waits()).isEqualTo(status == BulkItemStatus.PENDING || status == BulkItemStatus.UNDOING);
        }
    }

    /** What it was left as, and what its decision has become: what is shown. */
    @Test
    void aCaseOfABulkDecisionIsWhatItsDecisionIs() {
        for (BulkItemStatus left : BulkItemStatus.values()) {
            assertThat(left.with(null)).isEqualTo(left);
        }
        for (DecisionStatus decision : DecisionStatus.values()) {
            for (BulkItemStatus turn : List.of(BulkItemStatus.PENDING, BulkItemStatus.UNDOING)) {
                assertThat(turn.with(decision)).as("its turn comes").isEqualTo(turn);
            }
        }
        BulkItemStatus waiting = BulkItemStatus.AWAITING_APPROVAL;
        assertThat(Arrays.stream(DecisionStatus.values()).map(waiting::with))
                .containsExactly(
                        BulkItemStatus.AWAITING_APPROVAL,
                        BulkItemStatus.REJECTED,
                        BulkItemStatus.OVERTAKEN,
                        BulkItemStatus.DONE,
                        BulkItemStatus.UNDONE);
        assertThat(BulkItemStatus.DONE.with(DecisionStatus.CARRIED_OUT)).isEqualTo(BulkItemStatus.DONE);
        assertThat(BulkItemStatus.DONE.with(DecisionStatus.UNDONE)).isEqualTo(BulkItemStatus.UNDONE);
        assertThat(BulkItemStatus.NOT_UNDONE.with(DecisionStatus.CARRIED_OUT)).isEqualTo(BulkItemStatus.NOT_UNDONE);
        assertThat(BulkItemStatus.NOT_UNDONE.with(DecisionStatus.UNDONE)).isEqualTo(BulkItemStatus.UNDONE);
    }

    private static <S extends Enum<S>> Set<String> moves(S[] all, BiPredicate<S, S> canBecome) {
        Set<String> moves = new TreeSet<>();
        for (S from : all) {
            for (S to : all) {
                if (canBecome.test(from, to)) {
                    moves.add(from + ">" + to);
                }
            }
        }
        return moves;
    }
}
