package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countermand.api.ToldMoves.Told;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.review.state.CaseStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link EventsTest} would find. */
class ToldMovesTest {

    private final ToldMoves requests =
            ToldMoves.of("", "status", "previousStatus", CancellationStatus.class, CancellationStatus::event);

    private final Told asked = told("cancellation.requested", "PENDING", null);
    private final Told contested = told("cancellation.contested", "CONTESTED", "PENDING");
    private final Told late = told("cancellation.too-late", "TOO_LATE", "CONTESTED");

    @Test
    void acceptsWhatTellsEachMoveOnce() {
        assertThat(requests.fault("TOO_LATE", List.of(asked, contested, late))).isEmpty();
    }

    @Test
    void findsAMoveThatIsNotTold() {
        assertThat(requests.fault("TOO_LATE", List.of(asked, late)))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("from CONTESTED to TOO_LATE, but it was PENDING"));
        assertThat(requests.fault("TOO_LATE", List.of(asked, contested)))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("it is TOO_LATE, and the last that is told is CONTESTED"));
        assertThat(requests.fault("PENDING", List.of())).isPresent();
    }

    @Test
    void findsAMoveThatIsToldTwice() {
        assertThat(requests.fault("CONTESTED", List.of(asked, contested, contested)))
                .isPresent();
        assertThat(requests.fault(
                        "CONTESTED", List.of(asked, contested, told("cancellation.contested", "CONTESTED", null))))
                .isPresent();
        Told silent = new Told("o", "s", "cancellation.contested", JsonNodeFactory.instance.objectNode());
        assertThat(requests.fault("CONTESTED", List.of(asked, contested, silent)))
                .isPresent();
    }

    @Test
    void findsAMoveThatIsToldAsAnother() {
        assertThat(requests.fault("CONTESTED", List.of(asked, told("cancellation.refused", "CONTESTED", "PENDING"))))
                .isPresent();
    }

    @Test
    void whatIsToldAgainMovesNothing() {
        ToldMoves cases =
                ToldMoves.of("", "status", "previousStatus", CaseStatus.class, CaseStatus::event, "case.opened");
        Told opened = told("case.opened", "OPEN", null);
        Told claimed = told("case.claimed", "CLAIMED", "OPEN");
        Told longer = told("case.claimed", "CLAIMED", null);
        assertThat(cases.fault("CLAIMED", List.of(opened, claimed, longer))).isEmpty();
        assertThat(cases.fault("CLAIMED", List.of(opened, longer))).isPresent();
    }

    private static Told told(String kind, String status, @Nullable String before) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("status", status);
        if (before != null) {
            data.put("previousStatus", before);
        }
        return new Told("o", "s", kind, data);
    }
}
