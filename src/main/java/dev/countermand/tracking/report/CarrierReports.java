package dev.countermand.tracking.report;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.returns.ReturnedGoods;
import dev.countermand.shipment.ShipmentStore;
import dev.countermand.tracking.event.CarrierBatch;
import dev.countermand.tracking.event.CarrierEvent;
import dev.countermand.tracking.event.CarrierEventStore;
import dev.countermand.tracking.event.EventResult;
import dev.countermand.tracking.event.ParcelNumber;
import dev.countermand.tracking.event.ParcelOfOrder;
import dev.countermand.tracking.event.SentEvent;
import dev.countermand.tracking.event.TrackingNumbers;
import dev.countermand.tracking.event.UnappliedEvents;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * What carriers report. All events of a batch are appended in one statement, which commits by itself and notes that the
 * orders are still to be told; what they mean for an order is then worked out from all events of the number, in a
 * transaction of that order, so duplicates and any order of arrival end in the same shipment. Who is killed in between has
 * a successor ({@link #tellLeft}).
 *
 * <p>Events and the act that names their number may cross: each side commits first and looks for the other afterwards, so
 * one of them sees both ({@link DeadlineKind#EVENTS_CROSSED}).
 */
@ApplicationScoped
public class CarrierReports {

    private static final Logger LOG = Logger.getLogger(CarrierReports.class);

    /** Clocks of carriers are worse than ours; what is ahead by no more than this counts as of now. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(24);

    /** Orders worked on beside each other. */
    static final int WIDTH = 4;

    private final Sessions sessions;
    private final ShipmentStore shipments;
    private final CarrierEventStore store;
    private final UnappliedEvents news;
    private final OrderStore orders;
    private final OrderFlow flow;
    private final TrackingNumbers numbers;
    private final ReturnedGoods returns;
    private final InstantSource clock;

    CarrierReports(
            Sessions sessions,
            ShipmentStore shipments,
            CarrierEventStore store,
            UnappliedEvents news,
            OrderStore orders,
            OrderFlow flow,
            TrackingNumbers numbers,
            ReturnedGoods returns,
            InstantSource clock) {
        this.sessions = sessions;
        this.shipments = shipments;
        this.store = store;
        this.news = news;
        this.orders = orders;
        this.flow = flow;
        this.numbers = numbers;
        this.returns = returns;
        this.clock = clock;
    }

    /** Takes a batch; refuses it as a whole only when not a single event can be taken. */
    public Uni<List<EventResult>> take(List<SentEvent> events) {
        Instant now = Timestamps.now(clock);
        CarrierBatch batch = sorted(events, now);
        if (batch.isEmpty()) {
            throw Refusal.invalid(batch.faults()).asException();
        }
        return take(batch, now);
    }

    /** Takes of a batch what can be taken, be it nothing; for who could not send it any better. */
    public Uni<List<EventResult>> takeWhatCanBe(List<CarrierEvent> events) {
        Instant now = Timestamps.now(clock);
        return take(sorted(events.stream().map(SentEvent.Read::new).toList(), now), now);
    }

    /** Tells the orders of what somebody stored who is not there any more. */
    Uni<Void> tellLeft() {
        return Uni.createFrom()
                .deferred(news::claimLeft)
                .chain(left -> sessions.forEach(left, 1, this::tellOrLeave).replaceWith(left.size()))
                .repeat()
                .whilst(claimed -> claimed > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private CarrierBatch sorted(List<? extends SentEvent> events, Instant now) {
        return new CarrierBatch(
                IntStream.range(0, events.size())
                        .mapToObj(index -> checked(index, events.get(index)))
                        .toList(),
                numbers::parcel,
                (index, event) -> faultOf(index, event, now));
    }

    private SentEvent checked(int index, SentEvent sent) {
        return sent instanceof SentEvent.Voided voided
                ? faultOf(index, voided.carrier())
                        .<SentEvent>map(fault -> new SentEvent.Faulty(voided.id(), List.of(fault)))
                        .orElse(voided)
                : sent;
    }

    private Optional<Refusal.FieldError> faultOf(int index, String carrier) {
        return numbers.faultOf(carrier).map(fault -> new Refusal.FieldError("[" + index + "].carrier", fault));
    }

    private Optional<Refusal.FieldError> faultOf(int index, CarrierEvent event, Instant now) {
        return faultOf(index, event.carrier())
                .or(() -> event.occurredAt().isAfter(now.plus(CLOCK_TOLERANCE))
                        ? Optional.of(new Refusal.FieldError("[" + index + "].occurredAt", "must not be in the future"))
                        : Optional.empty());
    }

    private Uni<List<EventResult>> take(CarrierBatch batch, Instant now) {
        UnappliedEvents.Claim claim = UnappliedEvents.Claim.at(now);
        return sessions.inSession(() -> store.append(batch.told(), now, claim)
                        .invoke(batch::stored)
                        .chain(() -> store.storedOtherwise(batch.notStored())))
                .invoke(batch::refused)
                .chain(() -> takeBack(batch, now))
                // Also of duplicates: whoever sends them again need not wait for what was left by somebody else.
                .chain(() -> tellOrLeave(new UnappliedEvents.Item(claim.id(), batch.numbers())))
                .replaceWith(batch::results);
    }

    /** Before the rest reaches the orders: what came with its correction never counted. */
    private Uni<Void> takeBack(CarrierBatch batch, Instant now) {
        UnappliedEvents.Claim claim = UnappliedEvents.Claim.at(now);
        return Steps.when(
                !batch.voids().isEmpty(),
                () -> sessions.inSession(() -> store.takeBack(batch.voids(), now, claim))
                        .invoke(batch::voided)
                        .chain(() -> tellOrLeave(new UnappliedEvents.Item(claim.id(), batch.voidedNumbers()))));
    }

    /** What is stored is stored: an order that could not follow now follows later, and nothing need be sent again. */
    private Uni<Void> tellOrLeave(UnappliedEvents.Item item) {
        return tell(item)
                .onFailure()
                .invoke(failure -> Faults.error(
                        LOG,
                        failure,
                        "Carrier events could not be applied to every order; trying again in %s",
                        UnappliedEvents.CLAIM))
                .onFailure()
                .recoverWithNull();
    }

    /** The orders are looked up after the events are there for everybody to see. */
    private Uni<Void> tell(UnappliedEvents.Item item) {
        return sessions.inSession(() -> ordersOf(item.parcels()))
                .chain(byOrder -> sessions.forEach(
                        List.copyOf(byOrder.entrySet()), WIDTH, order -> progressOf(order.getKey(), order.getValue())))
                .chain(() -> news.done(item.id()));
    }

    /** A number belongs to a parcel that was sent to a buyer, or to one that goes back (A19), or to none we know. */
    private Uni<Map<String, Set<ParcelNumber>>> ordersOf(Set<ParcelNumber> parcels) {
        return shipments
                .ordersWith(parcels)
                .chain(sent -> returns.ordersWith(parcels).map(back -> {
                    Map<String, Set<ParcelNumber>> byOrder = new LinkedHashMap<>();
                    sent.forEach(parcel -> add(byOrder, parcel));
                    back.forEach(parcel -> add(byOrder, parcel));
                    return byOrder;
                }));
    }

    private static void add(Map<String, Set<ParcelNumber>> byOrder, ParcelOfOrder parcel) {
        byOrder.computeIfAbsent(parcel.orderId(), ignored -> new LinkedHashSet<>())
                .add(parcel.number());
    }

    private Uni<Void> progressOf(String orderId, Set<ParcelNumber> parcels) {
        return sessions.inTransaction(() -> orders.lock(orderId).chain(order -> {
            return Steps.inTurn(
                    parcels,
                    number -> flow.happened(
                            order,
                            new OrderEvent.CarrierReported(number.carrier(), number.trackingNumber()),
                            Timestamps.now(clock)));
        }));
    }
}
