package dev.countermand.cancellation.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks every pair of the table of moves. */
class CancellationStatusTest {

    @Test
    void knowsExactlyTheseMoves() {
        Set<String> possible = new TreeSet<>();
        for (CancellationStatus from : CancellationStatus.values()) {
            for (CancellationStatus to : CancellationStatus.values()) {
                if (from.canBecome(to)) {
                    possible.add(from + ">" + to);
                }
            }
        }
        assertThat(possible)
                .containsExactlyInAnyOrder(
                        "PENDING>APPROVED",
                        "PENDING>REFUSED",
                        "PENDING>WITHDRAWN",
                        "PENDING>CONTESTED",
                        "PENDING>EXPIRED_APPROVED",
                        // A14: the goods were handed over while it waited.
                        "PENDING>TOO_LATE",
                        "PENDING>UPHELD",
                        // A13: contested is no trap.
                        "CONTESTED>APPROVED",
                        "CONTESTED>WITHDRAWN",
                        "CONTESTED>TOO_LATE",
                        "CONTESTED>UPHELD",
                        // Nothing of it was left in the order when the processing time ran out.
                        "CONTESTED>EXPIRED_APPROVED",
                        // A14: the carrier has taken back that it ever had it.
                        "TOO_LATE>CONTESTED",
                        // D1: the goods that were to come back did not.
                        "APPROVED>WITHDRAWN");
    }
}
