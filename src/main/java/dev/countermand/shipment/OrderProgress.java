package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.progress.Progress;
import dev.countermand.order.state.OrderStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * P1: an order's status, and the deadlines that go with it, are worked out here from its units and parcels, after every
 * change of any of them, however often. The caller has the order locked and has saved what it changed.
 */
@ApplicationScoped
public class OrderProgress {

    private final ShipmentStore store;
    private final OrderStore orders;
    private final Deadlines deadlines;

    OrderProgress(ShipmentStore store, OrderStore orders, Deadlines deadlines) {
        this.store = store;
        this.orders = orders;
        this.deadlines = deadlines;
    }

    /** Works it out; saves the order where that changes it. */
    public Uni<Void> workOut(Order order, Instant now) {
        // Most units that leave end their order: then there is nothing to work out, and nothing to ask.
        return Steps.when(
                !order.status().ended(), () -> store.rows(order.id()).chain(rows -> workOut(order, rows, null, now)));
    }

    /** When the last of all parcels was delivered, as far as these rows know; null while one is not. */
    static @Nullable Instant last(List<ShipmentRow> rows) {
        return rows.stream().anyMatch(row -> row.deliveredAt == null)
                ? null
                : rows.stream()
                        .map(row -> Objects.requireNonNull(row.deliveredAt))
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    /**
     * @param rows all shipments of the order, as they are in this session
     * @param before what {@link #last} was before they were brought up to date
     */
    Uni<Void> workOut(Order order, List<ShipmentRow> rows, @Nullable Instant before, Instant now) {
        if (rows.isEmpty() || order.status().ended()) {
            return Steps.nothing();
        }
        return parcels(order, rows).chain(parcels -> {
            Progress progress = Progress.of(order.status(), !order.openUnits().isEmpty(), parcels);
            return voided(order, rows, parcels)
                    .chain(() -> partlyBack(order, parcels, now))
                    .chain(() -> follow(order, progress, before, now));
        });
    }

    /** The parcels of an order with what is still in them, in the order of declaration. */
    public Uni<List<Parcel>> parcels(Order order) {
        return store.rows(order.id()).chain(rows -> parcels(order, rows));
    }

    /** What its units and parcels make an order that was delivered, once a delivery was taken back. */
    Uni<Progress> underWay(Order order, List<ShipmentRow> rows) {
        return parcels(order, rows)
                .map(parcels -> Progress.of(
                        order.status() == OrderStatus.DELIVERED ? OrderStatus.IN_TRANSIT : order.status(),
                        !order.openUnits().isEmpty(),
                        parcels));
    }

    private Uni<List<Parcel>> parcels(Order order, List<ShipmentRow> rows) {
        return store.lines(order.id())
                .map(lines -> new ParcelUnits(rows, lines).settle(order.lines()).parcels());
    }

    /** A13: nobody waits for a scan of a parcel that was declared, and that the order has nothing in any more. */
    private Uni<Void> voided(Order order, List<ShipmentRow> rows, List<Parcel> parcels) {
        Set<UUID> empty = parcels.stream()
                .filter(parcel -> parcel.state() == ParcelState.DECLARED && !parcel.holds())
                .map(Parcel::id)
                .collect(Collectors.toSet());
        return Steps.inTurn(
                rows.stream()
                        .filter(row -> empty.contains(row.id) && !row.settled)
                        .toList(),
                row -> {
                    row.settled = true;
                    return deadlines.dropOf(order.id(), row.id.toString());
                });
    }

    private Uni<Void> follow(Order order, Progress progress, @Nullable Instant before, Instant now) {
        Instant last = progress.deliveredAt();
        if (order.status() == OrderStatus.DELIVERED) {
            boolean byCarriers = before != null && before.equals(order.deliveredAt());
            return Steps.given(
                    last, at -> Steps.when(byCarriers && !at.equals(before), () -> deliveredEarlier(order, at, now)));
        }
        OrderStatus until = order.status();
        order.follow(progress, now);
        if (order.status() == OrderStatus.DELIVERED) {
            return delivered(order, Objects.requireNonNull(last), now);
        }
        return Steps.when(
                order.status() != until,
                () -> orders.save(
                        order, ParcelProgress.CARRIER, now, "order.progressed", "orders/" + order.id(), data(order)));
    }

    /** A18: from now on the escrow's time runs. */
    private Uni<Void> delivered(Order order, Instant last, Instant now) {
        Instant release = last.plus(order.policy().escrow().releaseAfterDelivery());
        // A18: while a dispute is open the escrow does not run; it begins when the dispute ends.
        return deadlines
                .drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))
                .chain(() -> Steps.when(
                        !order.disputed(),
                        () -> deadlines.setOnce(
                                order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), release, now, paused(order, now))))
                .chain(() -> saveDelivered(order, now));
    }

    /** The delivery that was told first was not the first: the escrow's time (A18) begins with the first. */
    private Uni<Void> deliveredEarlier(Order order, Instant last, Instant now) {
        Duration by = Duration.between(Objects.requireNonNull(order.deliveredAt()), last);
        order.deliveredEarlier(last);
        return deadlines
                .shift(order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), by)
                .chain(() -> saveDelivered(order, now));
    }

    private Uni<Void> saveDelivered(Order order, Instant now) {
        return orders.save(order, ParcelProgress.CARRIER, now, "order.delivered", "orders/" + order.id(), data(order))
                .replaceWithVoid();
    }

    /**
     * P3: a parcel that came back while others did not is settled by itself. Where all of them are back, the whole order is
     * ({@code ParcelBroughtBack}).
     */
    private Uni<Void> partlyBack(Order order, List<Parcel> parcels, Instant now) {
        List<Parcel> back = parcels.stream()
                .filter(parcel -> parcel.state() == ParcelState.RETURNED
                        && !parcel.units().isEmpty())
                .toList();
        boolean all = order.openUnits().isEmpty()
                && parcels.stream().allMatch(parcel -> parcel.state() == ParcelState.RETURNED);
        return all
                ? Steps.nothing()
                : Steps.inTurn(
                        back,
                        parcel -> deadlines.setOnce(
                                order.id(),
                                DeadlineKind.PARCEL_BACK,
                                parcel.id().toString(),
                                now,
                                now,
                                paused(order, now)));
    }

    private static @Nullable Instant paused(Order order, Instant now) {
        return order.frozen() ? now : null;
    }

    private static Map<String, Object> data(Order order) {
        return Map.of("orderId", order.id(), "status", order.status().name());
    }
}
