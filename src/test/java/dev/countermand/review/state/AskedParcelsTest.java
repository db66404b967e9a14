package dev.countermand.review.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countermand.evidence.DemandOutcome;
import dev.countermand.evidence.SeenDemand;
import dev.countermand.kernel.RefusedException;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A26, P2: evidence is asked for of parcels. */
class AskedParcelsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID EMPTY = new UUID(0, 3);
    private static final List<Parcel> PARCELS = List.of(
            parcel(ONE, ParcelState.DECLARED, 1),
            parcel(TWO, ParcelState.DECLARED, 1),
            parcel(EMPTY, ParcelState.VOID, 0));

    @Test
    void theServiceAsksOfWhatIsSuspectedOnce() {
        assertThat(AskedParcels.suspected(Set.of(ONE, EMPTY), PARCELS, List.of()))
                .containsExactly(ONE);
        assertThat(AskedParcels.suspected(Set.of(ONE, TWO), PARCELS, List.of(asked(ONE, DemandOutcome.GIVEN))))
                .containsExactly(TWO);
        assertThat(AskedParcels.suspected(Set.of(), PARCELS, List.of())).isEmpty();
    }

    @Test
    void aModeratorAsksOfAllOrOfWhatTheyName() {
        assertThat(AskedParcels.chosen(null, PARCELS, List.of(), "SHIPPED")).containsExactly(ONE, TWO);
        assertThat(AskedParcels.chosen(null, PARCELS, List.of(asked(ONE, null)), "SHIPPED"))
                .containsExactly(TWO);
        assertThat(AskedParcels.chosen(List.of(TWO, TWO), PARCELS, List.of(), "SHIPPED"))
                .containsExactly(TWO);
    }

    @Test
    void aModeratorIsRefused() {
        assertThat(codeOf(() -> AskedParcels.chosen(null, List.of(PARCELS.getLast()), List.of(), "PROCESSING")))
                .isEqualTo("NOTHING_SHIPPED");
        assertThat(codeOf(() -> AskedParcels.chosen(List.of(ONE), PARCELS, List.of(asked(ONE, null)), "SHIPPED")))
                .isEqualTo("EVIDENCE_DEMANDED");
        assertThat(codeOf(() ->
                        AskedParcels.chosen(null, PARCELS, List.of(asked(ONE, null), asked(TWO, null)), "SHIPPED")))
                .isEqualTo("EVIDENCE_DEMANDED");
        assertThat(codeOf(() -> AskedParcels.chosen(List.of(ONE, EMPTY), PARCELS, List.of(), "SHIPPED")))
                .isEqualTo("INVALID");
    }

    /** What was asked for again and came then is not missing. */
    @Test
    void theLastThatWasAskedForCounts() {
        List<SeenDemand> asked = List.of(
                asked(ONE, DemandOutcome.MISSING),
                asked(TWO, DemandOutcome.MISSING),
                asked(EMPTY, DemandOutcome.MISSING),
                asked(ONE, DemandOutcome.GIVEN));
        assertThat(AskedParcels.missing(asked, PARCELS)).containsExactly(TWO);
    }

    private static Parcel parcel(UUID id, ParcelState state, int units) {
        return new Parcel(id, units == 0 ? Map.of() : Map.of(1, units), false, state, null, null, false);
    }

    private static SeenDemand asked(UUID shipment, @Nullable DemandOutcome outcome) {
        return new SeenDemand(
                UUID.randomUUID(),
                "order-1",
                shipment,
                UUID.randomUUID(),
                null,
                "evidence",
                NOW,
                NOW.plusSeconds(60),
                false,
                outcome,
                outcome == null ? null : NOW);
    }

    private static String codeOf(ThrowingCallable call) {
        String[] code = {""};
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> code[0] = refused.refusal().code());
        return code[0];
    }
}
