package dev.countermand.order.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every refusal of every act in every state is a sentence for people. */
class WhyNotTest {

    @Test
    void saysWhatStandsInTheWay() {
        assertThat(WhyNot.of(OrderAction.RELEASE, state(OrderStatus.PROCESSING, false, null, false)))
                .isEqualTo("The order is not frozen");
        assertThat(WhyNot.of(OrderAction.WITHDRAW_CANCELLATION, state(OrderStatus.CLOSED_UNPAID, false, null, false)))
                .isEqualTo("No cancellation request is open; the order is closed, because it was not paid");
        assertThat(WhyNot.of(
                        OrderAction.REFUSE_CANCELLATION,
                        state(OrderStatus.SHIPPED, false, RequestState.CONTESTED, false)))
                .isEqualTo("A shipment was declared, so the carrier decides about the request (A13)");
        assertThat(WhyNot.of(OrderAction.CANCEL, state(OrderStatus.DELIVERED, false, null, true)))
                .isEqualTo("The order is delivered, and a dispute is open");
        assertThat(WhyNot.of(OrderAction.CANCEL, state(OrderStatus.SHIPPED, false, RequestState.PENDING, true)))
                .isEqualTo("The order is declared shipped, and a cancellation request and a dispute are open");
    }

    @Test
    void neverNamesAConstantAndNeverSaysWithout() {
        for (OrderStatus status : OrderStatus.values()) {
            for (OrderAction action : OrderAction.values()) {
                for (@Nullable RequestState request : requests()) {
                    for (boolean frozen : List.of(true, false)) {
                        for (boolean disputed : List.of(true, false)) {
                            assertThat(WhyNot.of(action, state(status, frozen, request, disputed)))
                                    .doesNotContain("without", "null", "  ")
                                    .doesNotContainPattern("[A-Z]{2}|[A-Z]_")
                                    .matches("[A-Z].*[a-z)]");
                        }
                    }
                }
            }
        }
    }

    private static List<@Nullable RequestState> requests() {
        List<@Nullable RequestState> requests = new ArrayList<>(List.of(RequestState.values()));
        requests.add(null);
        return requests;
    }

    private static OrderState state(
            OrderStatus status, boolean frozen, @Nullable RequestState request, boolean disputed) {
        return new OrderState(status, request, frozen, disputed);
    }
}
