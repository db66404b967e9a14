package dev.countermand.order.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.policy.Policy;
import dev.countermand.policy.catalogue.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Enumerates status x overlay x action in an escrow market against a table that a person can read; for the others see
 * {@code docs/eligibility.md}. CANCEL while a payment is verified is for when that takes too long (A3), and
 * REQUEST_CANCELLATION in transit for what no carrier has (P2): {@code Order} knows that.
 */
class OrderActionTest {

    private static final Policy POLICY =
            new Policies(Optional.empty()).current("aliexpress").orElseThrow();

    /** What is possible in which status: without a request / with a pending one / with a contested one. */
    private static final String TABLE = """
            PLACED            | PAY CANCEL FREEZE                                                             |                                                                                            |
            PAYMENT_VERIFYING | PAY CANCEL FREEZE                                                             |                                                                                            |
            PROCESSING        | PAY REQUEST_CANCELLATION GIVE_UP DECLARE_SHIPMENT CORRECT_TRACKING_NUMBER OPEN_DISPUTE FREEZE                 | PAY WITHDRAW_CANCELLATION APPROVE_CANCELLATION REFUSE_CANCELLATION DECLARE_SHIPMENT CORRECT_TRACKING_NUMBER OPEN_DISPUTE FREEZE | PAY WITHDRAW_CANCELLATION APPROVE_CANCELLATION DECLARE_SHIPMENT CORRECT_TRACKING_NUMBER OPEN_DISPUTE FREEZE
            SHIPPED           | PAY REQUEST_CANCELLATION CORRECT_TRACKING_NUMBER CONFIRM_RECEIPT OPEN_DISPUTE FREEZE                  | PAY WITHDRAW_CANCELLATION APPROVE_CANCELLATION CORRECT_TRACKING_NUMBER CONFIRM_RECEIPT OPEN_DISPUTE FREEZE         | PAY WITHDRAW_CANCELLATION APPROVE_CANCELLATION CORRECT_TRACKING_NUMBER CONFIRM_RECEIPT OPEN_DISPUTE FREEZE
            IN_TRANSIT        | PAY REQUEST_CANCELLATION CORRECT_TRACKING_NUMBER CONFIRM_RECEIPT OPEN_DISPUTE FREEZE                  | PAY WITHDRAW_CANCELLATION APPROVE_CANCELLATION CORRECT_TRACKING_NUMBER CONFIRM_RECEIPT OPEN_DISPUTE FREEZE         | PAY WITHDRAW_CANCELLATION APPROVE_CANCELLATION CORRECT_TRACKING_NUMBER CONFIRM_RECEIPT OPEN_DISPUTE FREEZE
            DELIVERED         | PAY CONFIRM_RECEIPT OPEN_DISPUTE FREEZE                                       |                                                                                            |
            COMPLETED         | PAY |  |
            CLOSED_UNPAID     |                                                                               |                                                                                            |
            CANCELLED         |                                                                               |                                                                                            |
            RETURNED          |                                                                               |                                                                                            |
            """;

    @Test
    void followsTheTable() {
        List<String> rows = TABLE.lines().toList();
        assertThat(rows).hasSize(OrderStatus.values().length);
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            OrderStatus status = OrderStatus.valueOf(cells[0].strip());
            assertThat(possible(status, false, null)).as(row).isEqualTo(cells[1].strip());
            if (canHaveRequest(status)) {
                assertThat(possible(status, false, RequestState.PENDING))
                        .as(row)
                        .isEqualTo(cells[2].strip());
                assertThat(possible(status, false, RequestState.CONTESTED))
                        .as(row)
                        .isEqualTo(cells[3].strip());
            }
        }
    }

    /** A25: while frozen neither buyer nor seller can change anything. */
    @Test
    void whileFrozenOnlyMoneyAndTheRightNumberAreTakenAndTheAdministrationReleases() {
        for (OrderStatus status : OrderStatus.values()) {
            boolean payable = !status.ended() || status == OrderStatus.COMPLETED;
            // P4: the right number is evidence.
            String expected =
                    (payable ? "PAY " : "") + (canHaveRequest(status) ? "CORRECT_TRACKING_NUMBER " : "") + "RELEASE";
            for (RequestState request : RequestState.values()) {
                assertThat(possible(status, true, request)).as(status.name()).isEqualTo(expected);
            }
            assertThat(possible(status, true, null)).as(status.name()).isEqualTo(expected);
        }
    }

    /** The database knows no other: constraint no_open_request_at_the_end. */
    private static boolean canHaveRequest(OrderStatus status) {
        return status == OrderStatus.PROCESSING || status == OrderStatus.SHIPPED || status == OrderStatus.IN_TRANSIT;
    }

    private static String possible(OrderStatus status, boolean frozen, @Nullable RequestState request) {
        List<String> names = new ArrayList<>();
        for (OrderAction action : OrderAction.values()) {
            if (action.possible(new OrderState(status, request, frozen, false), POLICY)) {
                names.add(action.name());
            }
        }
        return String.join(" ", names);
    }
}
