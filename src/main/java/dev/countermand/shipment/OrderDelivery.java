package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.OrderStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order is delivered when all its parcels are; from then on the escrow's time runs (A18). */
@ApplicationScoped
class OrderDelivery {

    private final OrderStore orders;
    private final Deadlines deadlines;
    private final InstantSource clock;

    OrderDelivery(OrderStore orders, Deadlines deadlines, InstantSource clock) {
        this.orders = orders;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** When the last of all parcels was delivered; null while one is not. */
    static @Nullable Instant last(List<ShipmentRow> rows) {
        return rows.stream().anyMatch(row -> row.deliveredAt == null)
                ? null
                : rows.stream()
                        .map(row -> Objects.requireNonNull(row.deliveredAt))
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    /**
     * What is known of an order's delivery after its parcels were brought up to date; the caller has locked it.
     *
     * @param before what {@link #last} was until then
     */
    Uni<Void> know(Order order, @Nullable Instant before, @Nullable Instant last) {
        if (last == null) {
            return Steps.nothing();
        }
        if (order.status() == OrderStatus.DELIVERED && before != null && before.equals(order.deliveredAt())) {
            return Steps.when(!last.equals(before), () -> deliveredEarlier(order, before, last));
        }
        if (order.status() != OrderStatus.IN_TRANSIT) {
            return Steps.nothing();
        }
        Instant now = Timestamps.now(clock);
        order.delivered(last);
        Instant release = last.plus(order.policy().escrow().releaseAfterDelivery());
        Instant pausedAt = order.frozen() ? now : null;
        // A18: while a dispute is open the escrow does not run; it begins when the dispute ends.
        return deadlines
                .drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))
                .chain(() -> Steps.when(
                        !order.disputed(),
                        () -> deadlines.set(
                                order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), release, now, pausedAt)))
                .chain(() -> saveDelivered(order, now));
    }

    /** The delivery that was told first was not the first: the escrow's time (A18) begins with the first. */
    private Uni<Void> deliveredEarlier(Order order, Instant before, Instant last) {
        order.deliveredEarlier(last);
        return deadlines
                .shift(order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), Duration.between(before, last))
                .chain(() -> saveDelivered(order, Timestamps.now(clock)));
    }

    private Uni<Void> saveDelivered(Order order, Instant now) {
        return orders.save(
                        order,
                        ParcelProgress.CARRIER,
                        now,
                        "order.delivered",
                        "orders/" + order.id(),
                        Map.of("orderId", order.id()))
                .replaceWithVoid();
    }
}
