package dev.countermand.order.progress;

import dev.countermand.order.state.OrderStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come (P1).
 *
 * @param status what its units and parcels make it
 * @param acceptedAt when a carrier had the first of the parcels that it still has something in (A14)
 * @param deliveredAt when the last of them was delivered; null unless all were
 */
public record Progress(
        OrderStatus status,
        @Nullable Instant acceptedAt,
        @Nullable Instant deliveredAt) {

    private static final Set<OrderStatus> UNDER_WAY =
            EnumSet.of(OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.IN_TRANSIT);

    /**
     * Pure. An order that is not paid yet, has ended or was delivered is what it is: parcels change nothing of that.
     *
     * @param now what it was so far
     * @param open whether units are left that are in no parcel
     * @param parcels all that were ever declared
     */
    public static Progress of(OrderStatus now, boolean open, List<Parcel> parcels) {
        List<Parcel> holding = parcels.stream().filter(Parcel::holds).toList();
        Instant accepted = holding.stream()
                .map(Parcel::acceptedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Instant delivered = delivered(holding);
        return new Progress(status(now, open, holding, accepted, delivered), accepted, open ? null : delivered);
    }

    private static OrderStatus status(
            OrderStatus now,
            boolean open,
            List<Parcel> holding,
            @Nullable Instant accepted,
            @Nullable Instant delivered) {
        if (!UNDER_WAY.contains(now) || holding.isEmpty()) {
            return now;
        }
        if (open) {
            return OrderStatus.PROCESSING;
        }
        if (delivered != null) {
            return OrderStatus.DELIVERED;
        }
        return accepted == null ? OrderStatus.SHIPPED : OrderStatus.IN_TRANSIT;
    }

    private static @Nullable Instant delivered(List<Parcel> holding) {
        return holding.stream().allMatch(parcel -> parcel.state() == ParcelState.DELIVERED)
                ? holding.stream()
                        .map(parcel -> Objects.requireNonNull(parcel.deliveredAt()))
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }
}
