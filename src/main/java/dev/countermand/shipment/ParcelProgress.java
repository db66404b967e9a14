package dev.countermand.shipment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.detector.Records;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Address;
import dev.countermand.order.Order;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.ParcelState;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.shipment.correction.Stage;
import dev.countermand.tracking.event.CarrierEventStore;
import dev.countermand.tracking.event.CarrierStatus;
import dev.countermand.tracking.event.ParcelHistory;
import dev.countermand.tracking.event.ParcelNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all that a carrier has said of a parcel means for an order, whenever it is worked out and however often. */
@ApplicationScoped
public class ParcelProgress {

    static final Actor CARRIER = Actor.system("carrier");

    private final ShipmentStore store;
    private final CarrierEventStore events;
    private final OrderStore orders;
    private final Deadlines deadlines;
    private final OrderProgress progress;
    private final NumberCorrections corrections;
    private final Retractions retractions;
    private final OrderFlow flow;
    private final InstantSource clock;

    ParcelProgress(
            ShipmentStore store,
            CarrierEventStore events,
            OrderStore orders,
            Deadlines deadlines,
            OrderProgress progress,
            NumberCorrections corrections,
            Retractions retractions,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.events = events;
        this.orders = orders;
        this.deadlines = deadlines;
        this.progress = progress;
        this.corrections = corrections;
        this.retractions = retractions;
        this.flow = flow;
        this.clock = clock;
    }

    /** The seller has just declared the number: the carrier may have been faster, and another parcel may wait already. */
    public Uni<Void> caughtUp(Order order, ParcelNumber number) {
        return apply(order, number).chain(() -> readyToFetch(order));
    }

    /** Works out what all events of a number mean for an order, which the caller has locked. */
    public Uni<Void> apply(Order order, ParcelNumber number) {
        return events.known(number)
                .chain(told -> Steps.when(
                        !told.nothing(),
                        () -> store.rows(order.id())
                                .chain(rows -> apply(
                                        order, number, rows, historyOf(told.events(), order), told.takenBack()))));
    }

    /** @param takenBack whether the carrier has taken back any of what it reported under the number */
    private Uni<Void> apply(
            Order order, ParcelNumber number, List<ShipmentRow> rows, ParcelHistory history, boolean takenBack) {
        if (rows.stream().noneMatch(row -> row.number().equals(number))) {
            // P4: of a parcel that was sent it can only be proposed, and the first scan under it takes it.
            return Steps.when(
                    history.acceptedAt() != null,
                    () -> corrections.scanned(order, number, rows, Timestamps.now(clock)));
        }
        Instant before = OrderProgress.last(rows);
        List<Stage> stages = rows.stream().map(ShipmentRow::stage).toList();
        return Steps.inTurn(
                        rows,
                        row -> Steps.when(row.number().equals(number), () -> update(order, row, history, takenBack)))
                .chain(() -> readyToFetch(order, rows, number, history))
                .chain(() -> progress.workOut(order, rows, before, Timestamps.now(clock)))
                .chain(() -> Steps.when(
                        takenBack,
                        () -> retractions
                                .follow(order, stages, rows, before, Timestamps.now(clock))
                                .chain(() -> readyToFetch(order))))
                .chain(() -> tellOfMovement(order, rows))
                .chain(() -> orders.tell(order, CARRIER, Timestamps.now(clock)));
    }

    /** What the carrier does not say any more is not kept; what was deleted because it is old is. */
    private static void forget(ShipmentRow row, ParcelHistory history) {
        if (row.deliveredAt != null) {
            row.moved = true;
        }
        row.deliveredAt = null;
        row.deliveredCountry = null;
        row.deliveredPostalCode = null;
        row.lastStatus = null;
        // Otherwise it is replaced by the last word that stands, which is no news (P5).
        row.lastEventAt = history.last() == null ? null : row.lastEventAt;
    }

    /** What a number's events say of a parcel that brings this order, by the figures of its policy. */
    public static ParcelHistory historyOf(List<ParcelHistory.Event> events, Order order) {
        Instant placedAt = order.terms().placedAt();
        Address address = order.terms().shipTo();
        return ParcelHistory.of(
                events,
                placedAt.minus(order.policy().shipping().scanBeforeOrder()),
                placedAt.minus(Records.EARLIER_LIFE),
                ParcelHistory.isAt(address.country(), address.postalCode()));
    }

    private Uni<Void> update(Order order, ShipmentRow row, ParcelHistory history, boolean takenBack) {
        boolean lost = row.lostAt != null;
        return heard(order, row, history, takenBack)
                .chain(() ->
                        Steps.when(lost && row.lostAt == null && !order.status().ended(), () -> found(order, row)));
    }

    /** P5: it was given up, and a carrier has it. */
    private Uni<Void> found(Order order, ShipmentRow row) {
        Instant now = Timestamps.now(clock);
        return orders.save(order, CARRIER, now, "shipment.found", "shipments/" + row.id, row.scanned(order))
                .chain(() -> Steps.given(
                        row.lastEventAt, at -> flow.happened(order, new OrderEvent.ParcelAccepted(row.id, at), now)));
    }

    private Uni<Void> heard(Order order, ShipmentRow row, ParcelHistory history, boolean takenBack) {
        boolean known = row.acceptedAt != null;
        Instant now = Timestamps.now(clock);
        boolean onItsWay = row.deliveredAt == null;
        row.begins();
        if (takenBack) {
            forget(row, history);
        }
        boolean changed = summarise(row, history);
        // What is only declared may be void: that is worked out with all parcels.
        if (row.reported() != ParcelState.DECLARED) {
            row.become(order, row.reported());
        }
        if (changed) {
            row.changedAt = now;
            row.moved = true;
            row.justDelivered = onItsWay && row.deliveredAt != null;
        }
        Instant accepted = history.acceptedAt();
        if (accepted == null || order.status().ended()) {
            return store.flush();
        }
        return known ? earlier(order, row, accepted, now) : accepted(order, row, accepted, now);
    }

    private Uni<Void> accepted(Order order, ShipmentRow row, Instant at, Instant now) {
        return flow.happened(order, new OrderEvent.ParcelTakenOver(row.id), now)
                .invoke(() -> order.carrierAccepted(at))
                .chain(() -> deadlines.dropOf(order.id(), row.id.toString()))
                .chain(() -> store.flush())
                .chain(() -> orders.save(
                        order, CARRIER, now, "shipment.accepted", "shipments/" + row.id, row.scanned(order)))
                .chain(() -> flow.happened(order, new OrderEvent.ParcelAccepted(row.id, at), now));
    }

    /** An earlier scan may be told later: the order is put right, but nothing else follows from it any more. */
    private Uni<Void> earlier(Order order, ShipmentRow row, Instant at, Instant now) {
        Instant first = order.acceptedAt();
        if (first != null && !at.isBefore(first)) {
            return store.flush();
        }
        order.carrierAccepted(at);
        return store.flush()
                .chain(() -> orders.save(
                        order, CARRIER, now, "shipment.corrected", "shipments/" + row.id, row.scanned(order)))
                .replaceWithVoid();
    }

    /** Of all parcels: one may have waited before its order named it (C2). */
    private Uni<Void> readyToFetch(Order order) {
        return store.rows(order.id()).chain(rows -> readyToFetch(order, rows, null, null));
    }

    /**
     * C2, P1: a parcel is kept for its own time, whatever the rest of the order does. That all came back is known once all was
     * sent.
     *
     * @param number of the parcel that has moved
     * @param history of that one; of the others the last word is known
     */
    private Uni<Void> readyToFetch(
            Order order, List<ShipmentRow> rows, @Nullable ParcelNumber number, @Nullable ParcelHistory history) {
        boolean allSent = order.status() == OrderStatus.IN_TRANSIT;
        if (!allSent && order.status() != OrderStatus.PROCESSING) {
            return Steps.nothing();
        }
        List<OrderEvent.ParcelReady> ready = new ArrayList<>();
        ParcelHistory.Event notice = history == null ? null : history.outForDelivery();
        for (ShipmentRow row : rows) {
            if (row.arrivedAt() != null || CarrierStatus.RETURNED.name().equals(row.lastStatus)) {
                continue;
            }
            if (notice != null && row.number().equals(number)) {
                ready.add(new OrderEvent.ParcelReady(row.id, notice.occurredAt()));
            }
            if (row.lastEventAt != null && CarrierStatus.OUT_FOR_DELIVERY.name().equals(row.lastStatus)) {
                ready.add(new OrderEvent.ParcelReady(row.id, row.lastEventAt));
            }
        }
        boolean broughtBack = allSent
                && rows.stream().anyMatch(row -> CarrierStatus.RETURNED.name().equals(row.lastStatus));
        Instant now = Timestamps.now(clock);
        return Steps.inTurn(ready, parcel -> flow.happened(order, parcel, now))
                .chain(() ->
                        Steps.when(broughtBack, () -> flow.happened(order, new OrderEvent.ParcelBroughtBack(), now)));
    }

    /** Whether anything changed that somebody may draw conclusions from. */
    static boolean summarise(ShipmentRow row, ParcelHistory history) {
        List<@Nullable Object> before = conclusive(row);
        ParcelHistory.Event firstScan = history.firstScan();
        row.firstScanAt = firstScan == null ? null : firstScan.occurredAt();
        row.firstScanCountry = firstScan == null ? null : firstScan.country();
        row.acceptedAt = history.acceptedAt();
        ParcelHistory.Event delivered = history.delivered();
        if (delivered != null) {
            row.deliveredAt = delivered.occurredAt();
        }
        ParcelHistory.Event to = history.deliveredTo();
        if (to != null) {
            row.deliveredCountry = to.country();
            row.deliveredPostalCode = to.postalCode();
        }
        ParcelHistory.Event last = history.last();
        if (last != null) {
            // P5: a scan takes it back that the parcel was lost; that something went wrong does not.
            boolean scanned = last.status().physical()
                    && (row.lastEventAt == null || last.occurredAt().isAfter(row.lastEventAt));
            row.lostAt = scanned ? null : row.lostAt;
            row.lastStatus = last.status().name();
            row.lastEventAt = last.occurredAt();
        }
        return !before.equals(conclusive(row));
    }

    private static List<@Nullable Object> conclusive(ShipmentRow row) {
        return Arrays.asList(
                row.firstScanAt,
                row.firstScanCountry,
                row.acceptedAt,
                row.deliveredAt,
                row.deliveredCountry,
                row.deliveredPostalCode);
    }

    /** What moved is looked at once more with all that is known, also of what was delivered meanwhile. */
    private Uni<Void> tellOfMovement(Order order, List<ShipmentRow> rows) {
        Instant now = Timestamps.now(clock);
        return Steps.inTurn(
                rows,
                row -> Steps.when(row.moved, () -> {
                    row.moved = false;
                    return flow.happened(order, new OrderEvent.ParcelMoved(row.id), now)
                            .chain(() -> Steps.when(row.justDelivered, () -> tellOfDelivery(order, row, now)));
                }));
    }

    /**
     * P3: what was in it had left the order before: it was void, lost, came back or nobody fetched it. Of a parcel that the
     * order still has something in there is nothing to tell.
     */
    private Uni<Void> tellOfDelivery(Order order, ShipmentRow row, Instant now) {
        row.justDelivered = false;
        return store.lines(order.id())
                .chain(lines -> Steps.when(
                        order.unitsLeft().isEmpty() || isEmpty(row, lines),
                        () -> flow.happened(
                                order,
                                new OrderEvent.DeliveredAfterAll(row.id, Objects.requireNonNull(row.deliveredAt)),
                                now)));
    }

    private static boolean isEmpty(ShipmentRow row, List<ShipmentLineRow> lines) {
        List<ShipmentLineRow> inside =
                lines.stream().filter(line -> line.shipmentId.equals(row.id)).toList();
        return !inside.isEmpty() && inside.stream().allMatch(line -> line.held() == 0);
    }

    /** The buyer has it all: nothing about the order's shipments needs to be looked for any more. */
    Uni<Void> settle(Order order, Instant now) {
        return store.rows(order.id())
                .invoke(rows -> rows.forEach(row -> row.settled = true))
                .chain(rows -> Steps.when(
                        LostParcels.answered(rows, row -> true),
                        () -> flow.happened(
                                order, new OrderEvent.ParcelsAnswered("The buyer has confirmed receipt (A18)"), now)));
    }
}
