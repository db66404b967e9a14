package dev.countermand.seller;

import static dev.countermand.seller.SanctionStatus.AWAITING_APPROVAL;
import static dev.countermand.seller.SanctionStatus.ENDED;
import static dev.countermand.seller.SanctionStatus.IN_FORCE;
import static dev.countermand.seller.SanctionStatus.REJECTED;
import static dev.countermand.seller.SanctionStatus.REVOKED;
import static dev.countermand.seller.SanctionStatus.UNDONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A27: every pair of statuses of a sanction, and of an appeal. */
class SanctionStatusTest {

    private static final Map<SanctionStatus, Set<SanctionStatus>> ALLOWED = Map.of(
            AWAITING_APPROVAL, Set.of(IN_FORCE, REJECTED),
            IN_FORCE, Set.of(ENDED, UNDONE, REVOKED),
            ENDED, Set.of(UNDONE));

    @ParameterizedTest
    @EnumSource
    void goesOnlyWhereTheTableLeads(SanctionStatus from) {
        for (SanctionStatus to : SanctionStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s -> %s", from, to)
                    .isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource
    void appealsGoOnlyFromOpenToAnEnd(AppealStatus from) {
        for (AppealStatus to : AppealStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s -> %s", from, to)
                    .isEqualTo(from == AppealStatus.OPEN && to != AppealStatus.OPEN);
        }
    }

    /** What nobody has approved is nothing to the seller: they neither see it nor appeal against it. */
    @Test
    void whatStandsWasTold() {
        assertThat(Arrays.stream(SanctionStatus.values()).filter(SanctionStatus::stands))
                .containsExactly(IN_FORCE, ENDED)
                .allMatch(SanctionStatus::told);
        assertThat(Arrays.stream(SanctionStatus.values()).filter(SanctionStatus::told))
                .containsExactly(IN_FORCE, ENDED, UNDONE, REVOKED);
    }

    @Test
    void aRowRefusesAMoveThatIsNotInTheTable() {
        SanctionRow row = new SanctionRow();
        row.id = new UUID(0, 1);
        row.status = REJECTED;
        assertThatIllegalStateException().isThrownBy(() -> row.become(IN_FORCE)).withMessageContaining("REJECTED");
        assertThatIllegalStateException().isThrownBy(() -> row.appealBecomes(AppealStatus.UPHELD));
        row.appealStatus = AppealStatus.DISMISSED;
        assertThatIllegalStateException().isThrownBy(() -> row.appealBecomes(AppealStatus.UPHELD));
    }
}
