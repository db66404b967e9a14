package dev.countermand.payment.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks every pair of the table of moves (A3, A20a). */
class PaymentStateTest {

    @Test
    void knowsExactlyTheseMoves() {
        Set<String> possible = new TreeSet<>();
        for (PaymentState from : PaymentState.values()) {
            for (PaymentState to : PaymentState.values()) {
                if (from.canBecome(to)) {
                    possible.add(from + ">" + to);
                }
            }
        }
        assertThat(possible)
                .containsExactlyInAnyOrder(
                        "VERIFYING>CAPTURED",
                        "VERIFYING>FAILED",
                        "VERIFYING>VOIDED",
                        // Money that has come is taken down, whatever was said of it.
                        "FAILED>CAPTURED",
                        "VOIDED>CAPTURED",
                        // The payment that counted instead has failed.
                        "DUPLICATE>CAPTURED");
    }
}
