package dev.countermand.shipment.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** P4: what buyer and seller read of a number that was put right, is proposed, or was not taken. */
class NumberWordsTest {

    private static final Instant DECLARED = Instant.parse("2026-11-01T10:00:00Z");

    private static NumberHistory numbers(NumberState... states) {
        List<NumberState> all = Arrays.asList(states);
        return new NumberHistory(all.stream()
                .map(state -> new ShipmentNumber(
                        "order-1",
                        new UUID(0, 1),
                        all.indexOf(state) + 1,
                        new ParcelNumber("ups", "NUMBER" + (all.indexOf(state) + 1)),
                        state,
                        DECLARED,
                        state == NumberState.IN_FORCE || state == NumberState.PROPOSED
                                ? null
                                : DECLARED.plusSeconds(3600),
                        state == NumberState.REJECTED ? "It is another shop's" : null))
                .toList());
    }

    @Test
    void saysNothingOfTheFirstNumber() {
        assertThat(NumberWords.notice(NumberHistory.NONE)).isNull();
        assertThat(NumberWords.notice(numbers(NumberState.IN_FORCE))).isNull();
        assertThat(NumberWords.notice(numbers(NumberState.IN_FORCE, NumberState.WITHDRAWN)))
                .isNull();
    }

    @Test
    void saysWhatTheNumberWas() {
        assertThat(NumberWords.notice(numbers(NumberState.REPLACED, NumberState.IN_FORCE)))
                .isEqualTo("The seller has put its number right: until 2026-11-01 11:00 UTC it was UPS NUMBER1; what is"
                        + " waited for runs on from the first declaration (P4)");
    }

    @Test
    void saysWhatIsProposedAndWhyItWasNotTaken() {
        assertThat(NumberWords.notice(numbers(NumberState.IN_FORCE, NumberState.PROPOSED)))
                .contains("its right number is UPS NUMBER2", "a moderator or a scan under it decides");
        assertThat(NumberWords.notice(numbers(NumberState.IN_FORCE, NumberState.REJECTED)))
                .isEqualTo(
                        "A moderator did not take the number UPS NUMBER2, which the seller had proposed: It is another"
                                + " shop's (P4)");
    }
}
