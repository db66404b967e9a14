package dev.countermand.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Enumerates status x overlay x action against a table that a person can read. */
class OrderActionTest {

    /** What is possible in which status: without a request / with a pending one / with a contested one. */
    private static final String TABLE = """
            PLACED            | PAY CANCEL FREEZE                             |                                                                   |
            PAYMENT_VERIFYING | PAY FREEZE                                    |                                                                   |
            PROCESSING        | REQUEST_CANCELLATION DECLARE_SHIPMENT FREEZE  | WITHDRAW_CANCELLATION APPROVE_CANCELLATION REFUSE_CANCELLATION DECLARE_SHIPMENT FREEZE | DECLARE_SHIPMENT FREEZE
            SHIPPED           | REQUEST_CANCELLATION CONFIRM_RECEIPT FREEZE   | FREEZE                                                            | FREEZE
            IN_TRANSIT        | CONFIRM_RECEIPT FREEZE                        | FREEZE                                                            | FREEZE
            DELIVERED         | CONFIRM_RECEIPT FREEZE                        |                                                                   |
            COMPLETED         |                                               |                                                                   |
            CLOSED_UNPAID     |                                               |                                                                   |
            CANCELLED         |                                               |                                                                   |
            RETURNED          |                                               |                                                                   |
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
    void whileFrozenOnlyTheAdministrationReleasesAndMoneyIsRecorded() {
        for (OrderStatus status : OrderStatus.values()) {
            for (RequestState request : RequestState.values()) {
                assertThat(possible(status, true, request)).isEqualTo("RELEASE");
            }
            boolean payable = status == OrderStatus.PLACED || status == OrderStatus.PAYMENT_VERIFYING;
            assertThat(possible(status, true, null)).isEqualTo(payable ? "PAY RELEASE" : "RELEASE");
        }
    }

    /** The database knows no other: constraint no_open_request_at_the_end. */
    private static boolean canHaveRequest(OrderStatus status) {
        return status == OrderStatus.PROCESSING || status == OrderStatus.SHIPPED || status == OrderStatus.IN_TRANSIT;
    }

    private static String possible(OrderStatus status, boolean frozen, @Nullable RequestState request) {
        List<String> names = new ArrayList<>();
        for (OrderAction action : OrderAction.values()) {
            if (action.possible(status, frozen, request)) {
                names.add(action.name());
            }
        }
        return String.join(" ", names);
    }
}
