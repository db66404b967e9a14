package dev.countermand.returns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.units.OrderLine;
import dev.countermand.policy.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** D1: when goods that were refused on their way are with the buyer all the same. */
class WithTheBuyerTest {

    private static final Map<Integer, Integer> ONE = Map.of(1, 1);

    private final Order order =
            Orders.in(OrderState.plain(OrderStatus.PROCESSING), Documents.policy("aliexpress+distance-selling", 1001));

    /** Of alike units those on their way were meant: one delivered of two is not the one that was refused. */
    @Test
    void notWhileAlikeUnitsAreUnderWay() {
        order.declareShipped(order.openUnits(), Orders.PLACED_AT);
        List<Parcel> oneThere =
                List.of(parcel(1, ParcelState.DELIVERED, Map.of(1, 1)), parcel(2, ParcelState.ACCEPTED, rest()));
        assertThat(LawReturns.withTheBuyer(order, ONE, oneThere)).isFalse();
        List<Parcel> bothThere =
                List.of(parcel(1, ParcelState.DELIVERED, Map.of(1, 1)), parcel(2, ParcelState.DELIVERED, rest()));
        assertThat(LawReturns.withTheBuyer(order, ONE, bothThere)).isTrue();
    }

    /** C2, L2: handed over is handed over, in a parcel that anybody scanned or not. */
    @Test
    void onceTheOrderWasHandedOver() {
        assertThat(LawReturns.withTheBuyer(order, ONE, List.of())).isFalse();
        order.handedOver(Orders.PLACED_AT);
        assertThat(LawReturns.withTheBuyer(order, ONE, List.of())).isTrue();
    }

    private Map<Integer, Integer> rest() {
        int all = order.lines().stream()
                .filter(line -> line.line() == 1)
                .mapToInt(OrderLine::quantity)
                .sum();
        return Map.of(1, all - 1);
    }

    private static Parcel parcel(int id, ParcelState state, Map<Integer, Integer> units) {
        return new Parcel(new UUID(0, id), units, false, state, Orders.PLACED_AT, Orders.PLACED_AT, false);
    }
}
