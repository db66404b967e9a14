package dev.countermand.history;

import dev.countermand.cancellation.CancellationHistory;
import dev.countermand.cancellation.ContestedRequests;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Carried;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.order.state.RequestState;
import dev.countermand.payment.Payments;
import dev.countermand.policy.Policy;
import dev.countermand.shipment.ParcelProgress;
import dev.countermand.shipment.ShipmentHistory;
import dev.countermand.tracking.event.CarrierEvent;
import dev.countermand.tracking.event.ParcelHistory;
import dev.countermand.tracking.event.ParcelNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes an order through its past, step by step in the order of time, by the same verbs as in the present; but nobody is
 * refunded, fined or told. Pure: what comes out is written by {@link HistoryImport}.
 */
final class Replay {

    private record Step(Instant at, Runnable happens) {}

    private final Order order;
    private final PastOrder past;
    private final Policy policy;
    private final BiFunction<String, String, ParcelNumber> parcels;
    private final Instant now;

    private final List<Payments.HistoricPayment> payments = new ArrayList<>();
    private final List<CancellationHistory.Past> requests = new ArrayList<>();
    private final List<ShipmentHistory.Past> shipments = new ArrayList<>();
    private final List<RunningDeadlines.Due> deadlines = new ArrayList<>();
    private CancellationHistory.@Nullable Past open;

    /**
     * @param order as placed; it is changed
     * @param parcels the parcel that is meant by a carrier and a tracking number
     */
    Replay(Order order, PastOrder past, BiFunction<String, String, ParcelNumber> parcels, Instant now) {
        this.order = order;
        this.past = past;
        this.policy = order.policy();
        this.parcels = parcels;
        this.now = now;
    }

    /** Runs it; refuses a history that cannot have happened. */
    Replay run() {
        List<Step> steps = new ArrayList<>();
        List<PastOrder.Payment> paid = past.payments();
        for (int i = 0; i < paid.size(); i++) {
            PastOrder.Payment payment = paid.get(i);
            String field = "payments[" + i + "]";
            steps.add(new Step(payment.capturedAt(), () -> pay(field, payment)));
        }
        for (PastOrder.Cancellation request : past.cancellations()) {
            steps.add(new Step(request.requestedAt(), () -> ask(request)));
        }
        List<PastOrder.Shipment> sent = past.shipments();
        for (int i = 0; i < sent.size(); i++) {
            PastOrder.Shipment shipment = sent.get(i);
            String field = "shipments[" + i + "]";
            steps.add(new Step(shipment.declaredAt(), () -> ship(field, shipment)));
        }
        // A stable sort: payment before request before shipment where the times are the same.
        steps.sort(Comparator.comparing(Step::at));
        steps.forEach(step -> step.happens().run());
        carry();
        receive();
        closeRequest();
        deadlines.addAll(new RunningDeadlines(order, shipments, open, now).all());
        return this;
    }

    private void pay(String field, PastOrder.Payment told) {
        Money amount = Money.read(
                field + ".amount", told.payment().amount(), order.terms().currency());
        if (!amount.isPositive()) {
            throw Refusal.invalid(field + ".amount", "must be more than zero").asException();
        }
        if (order.paid().plus(amount).compareTo(order.total()) > 0) {
            throw Refusal.invalid(field + ".amount", "is more than the order costs")
                    .asException();
        }
        payments.add(new Payments.HistoricPayment(told.payment(), amount, told.capturedAt()));
        order.captured(amount, told.capturedAt());
    }

    private void ask(PastOrder.Cancellation told) {
        if (order.status().ended()) {
            return;
        }
        boolean unpaid = order.status() == OrderStatus.PLACED && !order.paid().isPositive();
        PastOrder.Outcome outcome = told.outcome();
        CancellationStatus status = switch (outcome) {
            case null -> unpaid ? CancellationStatus.APPROVED : CancellationStatus.PENDING;
            case APPROVED -> CancellationStatus.APPROVED;
            case REFUSED -> CancellationStatus.REFUSED;
            case WITHDRAWN -> CancellationStatus.WITHDRAWN;
        };
        Instant answeredAt = Objects.requireNonNullElse(told.outcomeAt(), told.requestedAt());
        CancellationHistory.Past request = new CancellationHistory.Past(
                Ids.next(now),
                told.reason(),
                policy.cancellation()
                        .reason(told.reason())
                        .orElseThrow(
                                () -> Refusal.invalid("cancellations", "have a reason that this market does not know")
                                        .asException())
                        .liability(),
                told.requestedAt(),
                status,
                status.open() ? null : answeredAt,
                order.total());
        if (status == CancellationStatus.APPROVED) {
            order.cancelAll(unpaid ? CancelledBy.BUYER_UNPAID : CancelledBy.AGREEMENT, answeredAt);
            requests.add(request);
        } else if (status.open() && open == null && !order.waitsForMoney()) {
            open = request;
            order.requestIs(order.status() == OrderStatus.SHIPPED ? RequestState.CONTESTED : RequestState.PENDING);
        } else if (!status.open()) {
            requests.add(request);
        } else {
            throw Refusal.invalid("cancellations", "leave two requests open, or one on an order that is being verified")
                    .asException();
        }
    }

    private void ship(String field, PastOrder.Shipment told) {
        boolean first = order.status() == OrderStatus.PROCESSING;
        if (!first && !order.status().ended() && order.status() != OrderStatus.SHIPPED) {
            throw Refusal.invalid(field, "was declared for an order that is not paid")
                    .asException();
        }
        Instant declaredAt = Timestamps.asTold(told.declaredAt(), now);
        Map<Integer, Integer> units = first ? order.openUnits() : Map.of();
        ContestedRequests.Contested contested =
                open == null ? null : new ContestedRequests.Contested(open.id(), open.requestedAt());
        if (first) {
            order.declareShipped(units, declaredAt);
            if (open != null) {
                order.requestIs(RequestState.CONTESTED);
            }
        }
        ParcelNumber parcel = parcels.apply(told.carrier(), told.trackingNumber());
        List<CarrierEvent> events = told.events().stream()
                .map(event -> new CarrierEvent(
                        event.id(),
                        parcel.carrier(),
                        parcel.trackingNumber(),
                        event.status(),
                        Timestamps.asTold(event.occurredAt(), now),
                        event.country(),
                        event.postalCode(),
                        event.city(),
                        null))
                .toList();
        ParcelHistory history = ParcelProgress.historyOf(
                events.stream().map(Replay::toParcelEvent).toList(), order);
        shipments.add(new ShipmentHistory.Past(Ids.next(now), parcel, declaredAt, units, contested, events, history));
    }

    private static ParcelHistory.Event toParcelEvent(CarrierEvent event) {
        return new ParcelHistory.Event(event.status(), event.occurredAt(), event.country(), event.postalCode());
    }

    /** What the carrier did, after all that people did. */
    private void carry() {
        if (order.status() != OrderStatus.SHIPPED) {
            return;
        }
        shipments.stream()
                .map(shipment -> shipment.history().acceptedAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresent(this::accepted);
        boolean allDelivered =
                shipments.stream().allMatch(shipment -> shipment.history().delivered() != null);
        if (order.status() == OrderStatus.IN_TRANSIT && allDelivered) {
            shipments.stream()
                    .map(shipment -> Objects.requireNonNull(shipment.history().delivered())
                            .occurredAt())
                    .max(Instant::compareTo)
                    .ifPresent(order::delivered);
        }
    }

    private void accepted(Instant at) {
        order.carrierAccepted(at);
        // All units are in the first parcel, or nobody has said in which they are.
        order.carried(new Carried(order.shippedUnits(), Map.of()));
        order.requestIs(null);
    }

    private void receive() {
        Instant received = past.receivedAt();
        if (received != null && order.status().canBecome(OrderStatus.COMPLETED)) {
            order.complete(received);
            order.requestIs(null);
        }
    }

    /** A request that nobody answered is what the order's state makes of it (A13). */
    private void closeRequest() {
        if (open == null) {
            return;
        }
        RequestState state = order.openRequest();
        CancellationStatus status = switch (state) {
            case null -> CancellationStatus.TOO_LATE;
            case PENDING -> CancellationStatus.PENDING;
            case CONTESTED -> CancellationStatus.CONTESTED;
        };
        requests.add(new CancellationHistory.Past(
                open.id(),
                open.reason(),
                open.liability(),
                open.requestedAt(),
                status,
                status == CancellationStatus.TOO_LATE ? order.acceptedAt() : null,
                open.amount()));
    }

    Order order() {
        return order;
    }

    List<Payments.HistoricPayment> payments() {
        return payments;
    }

    List<CancellationHistory.Past> requests() {
        return requests;
    }

    List<ShipmentHistory.Past> shipments() {
        return shipments;
    }

    /** Those that go on from here. */
    List<RunningDeadlines.Due> deadlines() {
        return deadlines;
    }
}
