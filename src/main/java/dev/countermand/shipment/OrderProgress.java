package dev.countermand.shipment;

import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Carried;
import dev.countermand.order.progress.Contest;
import dev.countermand.order.progress.Owed;
import dev.countermand.order.progress.Parcel;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.progress.Progress;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.payment.charge.UnpaidPrice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * P1, P7: an order's status, and the deadlines that must run, are worked out here from its units and parcels, after every
 * change of any of them, however often. The caller has the order locked and has saved what it changed.
 */
@ApplicationScoped
public class OrderProgress {

    private final ShipmentStore store;
    private final OrderStore orders;
    private final Deadlines deadlines;
    private final ContestedRequests requests;
    private final UnpaidPrice unpaid;
    private final OrderFlow flow;

    OrderProgress(
            ShipmentStore store,
            OrderStore orders,
            Deadlines deadlines,
            ContestedRequests requests,
            UnpaidPrice unpaid,
            OrderFlow flow) {
        this.store = store;
        this.orders = orders;
        this.deadlines = deadlines;
        this.requests = requests;
        this.unpaid = unpaid;
        this.flow = flow;
    }

    /** Works it out; saves the order where that changes it. */
    public Uni<Void> workOut(Order order, Instant now) {
        return workOut(order, (UUID) null, now);
    }

    /**
     * The same after units have left the order.
     *
     * @param left the parcel that they were in, if that is known: they are taken out of it and of no other (P2)
     */
    public Uni<Void> workOut(Order order, @Nullable UUID left, Instant now) {
        // Most units that leave end an order that nothing of was sent: there is nothing to work out, and nothing to
        // ask.
        return Steps.when(
                !order.status().ended() || order.hadParcels(),
                () -> store.rows(order.id()).chain(rows -> workOut(order, rows, left, null, now)));
    }

    /** When the last of all parcels was delivered, as far as these rows know; null while one is not. */
    static @Nullable Instant last(List<ShipmentRow> rows) {
        return rows.stream().anyMatch(row -> row.arrivedAt() == null)
                ? null
                : rows.stream()
                        .map(row -> Objects.requireNonNull(row.arrivedAt()))
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    /**
     * @param rows all shipments of the order, as they are in this session
     * @param before what {@link #last} was before they were brought up to date
     */
    Uni<Void> workOut(Order order, List<ShipmentRow> rows, @Nullable Instant before, Instant now) {
        return workOut(order, rows, null, before, now);
    }

    private Uni<Void> workOut(
            Order order, List<ShipmentRow> rows, @Nullable UUID left, @Nullable Instant before, Instant now) {
        if (order.status().ended()) {
            return parcels(order, rows, left)
                    .invoke(parcels -> moved(order, rows, parcels))
                    .chain(() -> orders.tell(order, ParcelProgress.CARRIER, now));
        }
        return parcels(order, rows, left)
                .chain(parcels -> requests.contested(order)
                        .chain(contest -> workOut(order, rows, parcels, contest, before, now)));
    }

    private Uni<Void> workOut(
            Order order,
            List<ShipmentRow> rows,
            List<Parcel> parcels,
            Contest contest,
            @Nullable Instant before,
            Instant now) {
        order.carried(Carried.of(parcels, order.shippedUnits()));
        moved(order, rows, parcels);
        Progress progress =
                Progress.of(order.status(), !order.openUnits().isEmpty(), parcels, contest, escrowStands(order));
        return orders.keepUnits(order)
                // E1: whoever brought it, what was not paid is claimed.
                .chain(() -> unpaid.claimOf(order, order.delivered(), ParcelProgress.CARRIER, now))
                .chain(() -> voided(order, rows, parcels))
                .chain(() -> fetched(order, rows))
                .chain(() -> follow(order, progress, before, now))
                .chain(() -> answered(order, rows, parcels, now))
                .chain(() -> keep(order, rows, progress.owed(), now))
                .chain(() -> orders.tell(order, ParcelProgress.CARRIER, now));
    }

    /** P1: what each parcel is by now, told where it has moved. */
    private static void moved(Order order, List<ShipmentRow> rows, List<Parcel> parcels) {
        Map<UUID, ParcelState> states = parcels.stream().collect(Collectors.toMap(Parcel::id, Parcel::state));
        rows.forEach(row -> row.become(order, states.getOrDefault(row.id, row.reported())));
    }

    /** The parcels of an order with what is still in them, in the order of declaration. */
    public Uni<List<Parcel>> parcels(Order order) {
        return store.rows(order.id()).chain(rows -> parcels(order, rows));
    }

    /** What its units and parcels make an order that was delivered, once a delivery was taken back. */
    Uni<Progress> underWay(Order order, List<ShipmentRow> rows) {
        OrderStatus undone = order.status() == OrderStatus.DELIVERED ? OrderStatus.IN_TRANSIT : order.status();
        return parcels(order, rows)
                .chain(parcels -> requests.contested(order)
                        .map(contest -> Progress.of(
                                undone, !order.openUnits().isEmpty(), parcels, contest, escrowStands(order))));
    }

    private Uni<List<Parcel>> parcels(Order order, List<ShipmentRow> rows) {
        return parcels(order, rows, null);
    }

    private Uni<List<Parcel>> parcels(Order order, List<ShipmentRow> rows, @Nullable UUID left) {
        return store.lines(order.id())
                .map(lines ->
                        new ParcelUnits(rows, lines).settle(order.lines(), left).parcels());
    }

    /**
     * P2: units have left the order, and it says from now on what carriers have of the rest; what that makes of it is still to
     * be worked out. Does nothing where no request wants to know that.
     *
     * @param left the parcel that they were in, if that is known
     */
    public Uni<Void> countAnew(Order order, @Nullable UUID left) {
        return Steps.when(
                order.openRequest() != null && !order.status().ended(),
                () -> store.rows(order.id())
                        .chain(rows -> parcels(order, rows, left))
                        .invoke(parcels -> order.carried(Carried.of(parcels, order.shippedUnits())))
                        .replaceWithVoid());
    }

    /** P2: what carriers have of an order, with all that this session knows of its parcels. */
    public Uni<Carried> carried(Order order) {
        return store.flush().chain(() -> parcels(order)).map(parcels -> Carried.of(parcels, order.shippedUnits()));
    }

    /** A13: nobody waits for a scan of a parcel that was declared, and that the order has nothing in any more. */
    private Uni<Void> voided(Order order, List<ShipmentRow> rows, List<Parcel> parcels) {
        Set<UUID> empty = parcels.stream()
                .filter(parcel -> parcel.state() == ParcelState.VOID)
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

    /** C2: a parcel that was fetched does not go back, whatever becomes of the others (P1). */
    private Uni<Void> fetched(Order order, List<ShipmentRow> rows) {
        return Steps.when(
                order.policy().handOver().storagePeriod() != null,
                () -> Steps.inTurn(
                        rows.stream().filter(row -> row.arrivedAt() != null).toList(),
                        row -> deadlines.dropOf(order.id(), row.id.toString())));
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
            // A18: from now on the escrow's time runs.
            return deadlines
                    .drop(order.id(), Set.of(DeadlineKind.STORAGE_PERIOD))
                    .chain(() -> saveDelivered(order, order.status().event(), now));
        }
        return Steps.when(
                order.status() != until,
                () -> orders.save(
                        order,
                        ParcelProgress.CARRIER,
                        now,
                        order.status().event(),
                        "orders/" + order.id(),
                        data(order)));
    }

    /** The delivery that was told first was not the first: the escrow's time (A18) begins with the first. */
    private Uni<Void> deliveredEarlier(Order order, Instant last, Instant now) {
        Duration by = Duration.between(Objects.requireNonNull(order.deliveredAt()), last);
        order.deliveredEarlier(last);
        return deadlines
                .shift(order.id(), DeadlineKind.RELEASE_ESCROW, order.id(), by)
                .chain(() -> saveDelivered(order, "order.delivery-corrected", now));
    }

    private Uni<Void> saveDelivered(Order order, String event, Instant now) {
        return orders.save(order, ParcelProgress.CARRIER, now, event, "orders/" + order.id(), data(order))
                .replaceWithVoid();
    }

    /** P5, P6: what became of a parcel is the answer, and nobody needs to give another. */
    private Uni<Void> answered(Order order, List<ShipmentRow> rows, List<Parcel> parcels, Instant now) {
        Set<UUID> unknown = parcels.stream()
                .filter(parcel -> parcel.holds()
                        && (parcel.state() == ParcelState.DECLARED || parcel.state() == ParcelState.LOST))
                .map(Parcel::id)
                .collect(Collectors.toSet());
        return Steps.when(
                LostParcels.answered(rows, row -> !unknown.contains(row.id) || order.status() == OrderStatus.DELIVERED),
                () -> flow.happened(
                        order, new OrderEvent.ParcelsAnswered("It is known what became of the parcel (P5, P6)"), now));
    }

    /** P7: what must run runs. */
    private Uni<Void> keep(Order order, List<ShipmentRow> rows, List<Owed> owed, Instant now) {
        Map<UUID, ShipmentRow> byId =
                rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity(), (one, other) -> one));
        List<Deadlines.Wanted> wanted =
                owed.stream().map(each -> wanted(order, each, byId, now)).toList();
        return deadlines.keep(order.id(), Owed.KINDS, wanted, now, order.pausedSince(now));
    }

    private static Deadlines.Wanted wanted(Order order, Owed owed, Map<UUID, ShipmentRow> rows, Instant now) {
        ShipmentRow row = owed.parcel() == null ? null : rows.get(owed.parcel());
        return new Deadlines.Wanted(
                owed.kind(),
                row == null ? order.id() : row.id.toString(),
                DueDates.of(order, owed, row == null ? null : row.since(), now),
                DueDates.moves(owed));
    }

    /** A18, F13: its time does not run. */
    private static boolean escrowStands(Order order) {
        return order.disputed() || order.escrowHeld();
    }

    private static Map<String, Object> data(Order order) {
        return Map.of("orderId", order.id(), "status", order.status().name());
    }
}
