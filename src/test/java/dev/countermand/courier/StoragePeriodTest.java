package dev.countermand.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Ids;
import dev.countermand.order.Order;
import dev.countermand.order.Orders;
import dev.countermand.order.state.OrderState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.policy.document.Documents;
import dev.countermand.shipment.Shipment;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C2: how long the post keeps a parcel, and when it has gone back before. */
class StoragePeriodTest {

    private final Order order = Orders.in(OrderState.plain(OrderStatus.SHIPPED), Documents.policy("cod-post"));

    /** A month of Moscow's: notified late on 31 January there, it is kept until the end of February. */
    @Test
    void theMonthIsCountedInTheMarketsTimeZone() {
        assertThat(StoragePeriod.over(order, Instant.parse("2026-01-30T21:30:00Z"), Period.ofMonths(1)))
                .isEqualTo("2026-02-27T21:30:00Z");
        assertThat(StoragePeriod.over(order, Instant.parse("2026-03-02T10:00:00Z"), Period.ofMonths(1)))
                .isEqualTo("2026-04-02T10:00:00Z");
    }

    @Test
    void theOrderHasGoneBackWhenEveryParcelHas() {
        assertThat(StoragePeriod.allReturned(List.of(parcel("RETURNED"), parcel("RETURNED"))))
                .isTrue();
        assertThat(StoragePeriod.allReturned(List.of(parcel("RETURNED"), parcel("DELIVERED"))))
                .isFalse();
        assertThat(StoragePeriod.allReturned(List.of(parcel("RETURNED"), parcel(null))))
                .isFalse();
        assertThat(StoragePeriod.allReturned(List.of()))
                .as("nothing that was never sent has come back")
                .isFalse();
    }

    private static Shipment parcel(@Nullable String lastStatus) {
        Instant declared = Orders.PLACED_AT;
        return new Shipment(
                "order-1",
                Ids.next(declared),
                "seller-1",
                "post",
                "number-1",
                declared,
                null,
                null,
                null,
                null,
                null,
                lastStatus,
                null,
                null,
                null,
                false);
    }
}
