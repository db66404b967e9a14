package dev.countermand.review.state;

import static dev.countermand.review.state.CaseStatus.APPEALED;
import static dev.countermand.review.state.CaseStatus.AWAITING_APPROVAL;
import static dev.countermand.review.state.CaseStatus.AWAITING_EVIDENCE;
import static dev.countermand.review.state.CaseStatus.CLAIMED;
import static dev.countermand.review.state.CaseStatus.CLOSED;
import static dev.countermand.review.state.CaseStatus.DECIDED;
import static dev.countermand.review.state.CaseStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A26, A27: every pair of statuses. */
class CaseStatusTest {

    private static final Map<CaseStatus, Set<CaseStatus>> ALLOWED = Map.of(
            OPEN, Set.of(CLAIMED, AWAITING_EVIDENCE, CLOSED),
            CLAIMED, Set.of(OPEN, AWAITING_EVIDENCE, AWAITING_APPROVAL, DECIDED, CLOSED),
            AWAITING_EVIDENCE, Set.of(OPEN, CLAIMED, AWAITING_APPROVAL, DECIDED, CLOSED),
            AWAITING_APPROVAL, Set.of(OPEN, CLAIMED, DECIDED, CLOSED),
            DECIDED, Set.of(OPEN, APPEALED),
            APPEALED, Set.of(CLOSED),
            CLOSED, Set.of(APPEALED));

    @ParameterizedTest
    @EnumSource
    void goesOnlyWhereTheTableLeads(CaseStatus from) {
        for (CaseStatus to : CaseStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s -> %s", from, to)
                    .isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhatIsUndecided(CaseStatus status) {
        assertThat(status.undecided())
                .isEqualTo(Set.of(OPEN, CLAIMED, AWAITING_EVIDENCE, AWAITING_APPROVAL)
                        .contains(status));
    }
}
