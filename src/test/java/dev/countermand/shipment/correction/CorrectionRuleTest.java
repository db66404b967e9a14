package dev.countermand.shipment.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.catalogue.Policies;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P4: until the carrier accepts, as often as the policy says. */
class CorrectionRuleTest {

    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT);

    private static Order order(OrderStatus status) {
        return Orders.in(
                OrderState.plain(status),
                new Policies(Optional.empty()).current("aliexpress").orElseThrow());
    }

    private static CorrectionRule.Parcel parcel(@Nullable Instant acceptedAt, NumberHistory numbers) {
        return new CorrectionRule.Parcel(false, acceptedAt, false, numbers);
    }

    private static String why(Order order, CorrectionRule.Parcel parcel) {
        return CorrectionRule.whyNot(order, parcel)
                .map(CorrectionRule.Why::code)
                .orElse("");
    }

    /** Numbers in these states, in this order. */
    private static NumberHistory numbers(NumberState... states) {
        List<ShipmentNumber> numbers = new ArrayList<>();
        for (NumberState state : states) {
            int no = numbers.size() + 1;
            numbers.add(new ShipmentNumber(
                    "order-1",
                    new UUID(0, 1),
                    no,
                    new ParcelNumber("ups", "NUMBER" + no),
                    state,
                    Orders.PLACED_AT.plusSeconds(no),
                    null,
                    null));
        }
        return new NumberHistory(numbers);
    }

    @Test
    void onlyOfAnOrderUnderWay() {
        for (OrderStatus status : OrderStatus.values()) {
            assertThat(why(order(status), parcel(null, NumberHistory.NONE)))
                    .as(status.name())
                    .isEqualTo(UNDER_WAY.contains(status) ? "" : "ORDER_NOT_UNDER_WAY");
        }
    }

    @Test
    void untilTheCarrierAccepts() {
        Order order = order(OrderStatus.SHIPPED);
        assertThat(why(order, parcel(Orders.PLACED_AT, NumberHistory.NONE))).isEqualTo("CARRIER_ACCEPTED");
        assertThat(why(order, new CorrectionRule.Parcel(true, null, true, NumberHistory.NONE)))
                .isEqualTo("OWN_COURIER");
        assertThat(why(order, new CorrectionRule.Parcel(false, null, true, NumberHistory.NONE)))
                .isEqualTo("PARCEL_VOID");
    }

    /** Whatever became of what was named: otherwise one could go on until a number moves. */
    @Test
    void eachNumberAfterTheFirstCounts() {
        Order order = order(OrderStatus.SHIPPED);
        assertThat(why(order, parcel(null, numbers(NumberState.REPLACED, NumberState.IN_FORCE))))
                .isEmpty();
        assertThat(why(order, parcel(null, numbers(NumberState.IN_FORCE, NumberState.REJECTED))))
                .isEmpty();
        for (NumberState last : NumberState.values()) {
            assertThat(why(order, parcel(null, numbers(NumberState.IN_FORCE, NumberState.WITHDRAWN, last))))
                    .isEqualTo("CORRECTIONS_USED_UP");
        }
        assertThat(NumberHistory.NONE.left(2)).isEqualTo(2);
        assertThat(numbers(NumberState.IN_FORCE, NumberState.PROPOSED).left(2)).isEqualTo(1);
        assertThat(numbers(NumberState.IN_FORCE, NumberState.PROPOSED, NumberState.PROPOSED)
                        .left(1))
                .isZero();
    }

    @Test
    void tellsWhichAreEarlierAndWhichIsProposed() {
        NumberHistory history = numbers(NumberState.REPLACED, NumberState.IN_FORCE, NumberState.PROPOSED);
        assertThat(history.earlier()).extracting(ShipmentNumber::no).containsExactly(1);
        assertThat(history.proposed()).extracting(ShipmentNumber::no).isEqualTo(3);
        assertThat(numbers(NumberState.REPLACED, NumberState.IN_FORCE).proposed())
                .isNull();
    }
}
