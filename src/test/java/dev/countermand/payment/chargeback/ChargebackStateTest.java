package dev.countermand.payment.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks every pair of the table of moves (A20a). */
class ChargebackStateTest {

    @Test
    void knowsExactlyTheseMoves() {
        Set<String> possible = new TreeSet<>();
        for (ChargebackState from : ChargebackState.values()) {
            for (ChargebackState to : ChargebackState.values()) {
                if (from.canBecome(to)) {
                    possible.add(from + ">" + to);
                }
            }
        }
        // No way back to OPENED: word of the beginning that comes late changes nothing.
        assertThat(possible).containsExactlyInAnyOrder("OPENED>WON", "OPENED>LOST", "WON>LOST", "LOST>WON");
    }
}
