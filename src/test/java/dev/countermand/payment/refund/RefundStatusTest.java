package dev.countermand.payment.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks every pair of the table of moves (A22). */
class RefundStatusTest {

    @Test
    void knowsExactlyTheseMoves() {
        Set<String> possible = new TreeSet<>();
        for (RefundStatus from : RefundStatus.values()) {
            for (RefundStatus to : RefundStatus.values()) {
                if (from.canBecome(to)) {
                    possible.add(from + ">" + to);
                }
            }
        }
        assertThat(possible)
                .containsExactlyInAnyOrder(
                        "REQUESTED>SUBMITTED",
                        "REQUESTED>FAILED",
                        "REQUESTED>ESCALATED",
                        // A20a: the bank has given the money back already.
                        "REQUESTED>CLOSED",
                        "CLOSED>REQUESTED",
                        // A20b: its provider has sent it all the same.
                        "CLOSED>SENT",
                        "FAILED>SUBMITTED",
                        "FAILED>ESCALATED",
                        "SUBMITTED>SENT",
                        "SUBMITTED>FAILED",
                        "SUBMITTED>ESCALATED",
                        "SENT>ARRIVED",
                        "SENT>ESCALATED",
                        // A20b: it came back.
                        "ARRIVED>ESCALATED",
                        // An overdue refund (A22, D4) is still handed in and paid out.
                        "ESCALATED>SUBMITTED",
                        "ESCALATED>SENT",
                        "ESCALATED>ARRIVED",
                        // A20b: what people do about it.
                        "ESCALATED>REQUESTED",
                        "ESCALATED>SETTLED",
                        "ESCALATED>CLOSED");
    }
}
