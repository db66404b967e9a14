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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all that a carrier has said of a parcel means for an order, whenever it is worked out and however often. Its steps
 * stand in {@code orderflow.WhatFollows}, which has their order.
 */
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

    /**
     * What is known of a number while an order is brought up to date with it, from {@link #read} on. Of a number that the
     * carrier has said nothing of, or that brings none of the order's parcels, the steps after that do nothing.
     */
    public static final class Scan {

        private final Order order;
        private final ParcelNumber number;
        private List<ShipmentRow> rows = List.of();
        private @Nullable ParcelHistory history;
        /** The carrier has taken back some of what it reported. */
        private boolean takenBack;
        /** The parcels as they were believed to be, and when the last of them was believed to be delivered. */
        private List<Stage> stages = List.of();

        private @Nullable Instant before;

        /** @param order locked by the caller */
        public Scan(Order order, ParcelNumber number) {
            this.order = order;
            this.number = number;
        }

        private boolean isOurs() {
            return rows.stream().anyMatch(row -> row.number().equals(number));
        }

        private Uni<Void> ofOurs(Function<ParcelHistory, Uni<Void>> step) {
            return Steps.given(isOurs() ? history : null, step);
        }
    }

    /** A14: all that the carrier has said of the number so far, and what it has taken back of that. */
    public Uni<Void> read(Scan scan) {
        return events.known(scan.number)
                .chain(told -> Steps.when(
                        !told.nothing(),
                        () -> store.rows(scan.order.id())
                                .invoke(rows -> {
                                    scan.rows = rows;
                                    scan.history = historyOf(told.events(), scan.order);
                                    scan.takenBack = told.takenBack();
                                    scan.before = OrderProgress.last(rows);
                                    scan.stages = rows.stream()
                                            .map(ShipmentRow::stage)
                                            .toList();
                                })
                                .replaceWithVoid()));
    }

    /** P4: of a parcel that was sent a number can only be proposed, and the first scan under it takes it. */
    public Uni<Void> takeProposed(Scan scan) {
        ParcelHistory history = scan.history;
        return Steps.when(
                history != null && history.acceptedAt() != null && !scan.isOurs(),
                () -> corrections.scanned(scan.order, scan.number, scan.rows, Timestamps.now(clock)));
    }

    /** A13, A14, P5: the parcels under the number are what the carrier says of them, which has them now, or has found them. */
    public Uni<Void> takeIn(Scan scan) {
        return scan.ofOurs(history -> Steps.inTurn(
                scan.rows,
                row -> Steps.when(
                        row.number().equals(scan.number), () -> update(scan.order, row, history, scan.takenBack))));
    }

    /** C2: those that wait to be fetched, or came back. */
    public Uni<Void> readyToFetch(Scan scan) {
        return scan.ofOurs(history -> readyToFetch(scan.order, scan.rows, scan.number, history));
    }

    /** P1, P7, A18: how far the order is by its parcels, and what must run. */
    public Uni<Void> workOut(Scan scan) {
        return scan.ofOurs(ignored -> progress.workOut(scan.order, scan.rows, scan.before, Timestamps.now(clock)));
    }

    /** What followed from what was taken back is undone, as far as it can be. */
    public Uni<Void> undo(Scan scan) {
        return scan.ofOurs(ignored -> Steps.when(
                scan.takenBack,
                () -> retractions
                        .follow(scan.order, scan.stages, scan.rows, scan.before, Timestamps.now(clock))
                        .chain(() -> anyReadyToFetch(scan.order))));
    }

    /** P3, F: what moved is looked at once more with all that is known. */
    public Uni<Void> lookAgain(Scan scan) {
        return scan.ofOurs(ignored -> tellOfMovement(scan.order, scan.rows));
    }

    /** The moves of the order and its parcels become events, each once. */
    public Uni<Void> tell(Scan scan) {
        return scan.ofOurs(ignored -> orders.tell(scan.order, CARRIER, Timestamps.now(clock)));
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

    /** C2: of all parcels: one may have waited before its order named it. */
    public Uni<Void> anyReadyToFetch(Order order) {
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
