package dev.countermand.dispute.state;

import static dev.countermand.dispute.state.DisputeStatus.AWAITING_RETURN;
import static dev.countermand.dispute.state.DisputeStatus.DISMISSED;
import static dev.countermand.dispute.state.DisputeStatus.ESCALATED;
import static dev.countermand.dispute.state.DisputeStatus.LAPSED;
import static dev.countermand.dispute.state.DisputeStatus.OPEN;
import static dev.countermand.dispute.state.DisputeStatus.RESOLVED;
import static dev.countermand.dispute.state.DisputeStatus.RETURNING;
import static dev.countermand.dispute.state.DisputeStatus.SETTLED;
import static dev.countermand.dispute.state.DisputeStatus.UPHELD;
import static dev.countermand.dispute.state.DisputeStatus.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A15, A19: every pair of statuses. */
class DisputeStatusTest {

    private static final Map<DisputeStatus, Set<DisputeStatus>> ALLOWED = Map.of(
            OPEN, Set.of(AWAITING_RETURN, ESCALATED, SETTLED, DISMISSED, UPHELD, RESOLVED, WITHDRAWN),
            AWAITING_RETURN, Set.of(RETURNING, ESCALATED, SETTLED, RESOLVED, WITHDRAWN, LAPSED),
            RETURNING, Set.of(ESCALATED, SETTLED, RESOLVED),
            ESCALATED, Set.of(SETTLED, DISMISSED, RESOLVED, WITHDRAWN));

    @ParameterizedTest
    @EnumSource
    void goesOnlyWhereTheTableLeads(DisputeStatus from) {
        for (DisputeStatus to : DisputeStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s -> %s", from, to)
                    .isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
        }
        assertThat(from.ended()).isEqualTo(!ALLOWED.containsKey(from));
    }
}
