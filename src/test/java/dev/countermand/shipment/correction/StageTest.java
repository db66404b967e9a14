package dev.countermand.shipment.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a carrier has taken back is what was known before and is not any more. */
class StageTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    private static Stage stage(@Nullable Instant accepted, @Nullable Instant delivered, @Nullable String last) {
        return new Stage(new UUID(0, 1), accepted, delivered, last);
    }

    @Test
    void aLaterScanInsteadIsNoLoss() {
        Stage.TakenBack gone =
                stage(AT, AT, "DELIVERED").since(stage(AT.plusSeconds(9), AT.plusSeconds(9), "DELIVERED"));
        assertThat(gone.anything()).isFalse();
    }

    @Test
    void theFurthestIsTold() {
        assertThat(stage(AT, AT, "DELIVERED").since(stage(null, null, null)).inWords())
                .isEqualTo("that it delivered the parcel");
        assertThat(stage(AT, null, "ACCEPTED").since(stage(null, null, null)).inWords())
                .isEqualTo("that it ever had the parcel");
        assertThat(stage(AT, null, "RETURNED")
                        .since(stage(AT, null, "ACCEPTED"))
                        .inWords())
                .isEqualTo("that it brought the parcel back");
    }

    /** C2: delivered meanwhile is not taken back. */
    @Test
    void aParcelThatWaitedAndWasDeliveredHasNotMovedBack() {
        assertThat(stage(AT, null, "OUT_FOR_DELIVERY")
                        .since(stage(AT, AT, "DELIVERED"))
                        .anything())
                .isFalse();
        assertThat(stage(AT, null, "OUT_FOR_DELIVERY")
                        .since(stage(AT, null, "ACCEPTED"))
                        .ready())
                .isTrue();
    }
}
