package dev.countermand.order.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Walks every pair of the table of moves: what is not listed here is not possible. */
class OrderStatusTest {

    private static final Set<String> MOVES = Set.of(
            "PLACED>PAYMENT_VERIFYING",
            "PLACED>PROCESSING",
            "PLACED>CLOSED_UNPAID",
            "PLACED>CANCELLED",
            // A20a: the payment failed, was voided, or is only a part.
            "PAYMENT_VERIFYING>PLACED",
            "PAYMENT_VERIFYING>PROCESSING",
            "PAYMENT_VERIFYING>CLOSED_UNPAID",
            "PAYMENT_VERIFYING>CANCELLED",
            "PROCESSING>SHIPPED",
            "PROCESSING>CANCELLED",
            "SHIPPED>IN_TRANSIT",
            "SHIPPED>DELIVERED",
            "SHIPPED>COMPLETED",
            "SHIPPED>CANCELLED",
            "SHIPPED>RETURNED",
            // P3: the only parcel that a carrier had came back.
            "IN_TRANSIT>SHIPPED",
            "IN_TRANSIT>DELIVERED",
            "IN_TRANSIT>COMPLETED",
            "IN_TRANSIT>CANCELLED",
            "IN_TRANSIT>RETURNED",
            // The carrier has taken its word back.
            "DELIVERED>SHIPPED",
            "DELIVERED>IN_TRANSIT",
            "DELIVERED>COMPLETED",
            "DELIVERED>CANCELLED",
            "DELIVERED>RETURNED",
            "COMPLETED>RETURNED");

    @Test
    void knowsExactlyTheseMoves() {
        Set<String> possible = new TreeSet<>();
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : OrderStatus.values()) {
                if (from.canBecome(to)) {
                    possible.add(from + ">" + to);
                }
            }
        }
        assertThat(possible).isEqualTo(new TreeSet<>(MOVES));
    }

    @Test
    void endsWhereNothingFollows() {
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(status.ended())
                    .isEqualTo(Set.of("COMPLETED", "CLOSED_UNPAID", "CANCELLED", "RETURNED")
                            .contains(status.name()));
        }
    }

    /** A26: only what the administration cancelled comes back, and only to where it can have been. */
    @Test
    void onlyWhatWasCancelledComesBack() {
        Set<String> back = new TreeSet<>();
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : OrderStatus.values()) {
                if (from.canComeBackTo(to)) {
                    back.add(from + ">" + to);
                }
            }
        }
        assertThat(back)
                .containsExactlyInAnyOrder(
                        "CANCELLED>PLACED",
                        "CANCELLED>PAYMENT_VERIFYING",
                        "CANCELLED>PROCESSING",
                        "CANCELLED>SHIPPED",
                        "CANCELLED>IN_TRANSIT",
                        "CANCELLED>DELIVERED");
    }
}
