package dev.countermand.history;

import dev.countermand.cancellation.CancellationHistory;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.NewOrder;
import dev.countermand.order.Order;
import dev.countermand.order.OrderDrafts;
import dev.countermand.order.OrderService;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.Payments;
import dev.countermand.shipment.ShipmentHistory;
import dev.countermand.tracking.event.TrackingNumbers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Takes an order with its past: all of it, or nothing and the reason. */
@ApplicationScoped
public class HistoryImport {

    /** Clocks differ; what is further ahead than this has not happened. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /** Two that take the same order at once: the second look finds the other's. */
    private static final int LOOKS_AGAIN = 3;

    private final Sessions sessions;
    private final OrderDrafts drafts;
    private final OrderStore orders;
    private final Payments payments;
    private final ShipmentHistory shipments;
    private final CancellationHistory cancellations;
    private final TrackingNumbers numbers;
    private final Deadlines deadlines;
    private final Journal journal;
    private final InstantSource clock;

    HistoryImport(
            Sessions sessions,
            OrderDrafts drafts,
            OrderStore orders,
            Payments payments,
            ShipmentHistory shipments,
            CancellationHistory cancellations,
            TrackingNumbers numbers,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.orders = orders;
        this.payments = payments;
        this.shipments = shipments;
        this.cancellations = cancellations;
        this.numbers = numbers;
        this.deadlines = deadlines;
        this.journal = journal;
        this.clock = clock;
    }

    /** Takes it; true when it was new, false when the same order with the same past was there. Refuses what cannot be taken. */
    public Uni<Boolean> take(PastOrder past, Actor by) {
        Instant now = Timestamps.now(clock);
        List<Refusal.FieldError> errors = errors(past, now);
        if (!errors.isEmpty()) {
            return refuse(Refusal.invalid(errors));
        }
        return Uni.createFrom()
                .deferred(() -> {
                    Order draft = draft(past.order(), by, now);
                    return sessions.inTransaction(() -> orders.find(draft.id())
                            .chain(existing ->
                                    existing == null ? create(draft, past, by, now) : compare(existing, draft)));
                })
                .onFailure(Sessions::isTakenAlready)
                .retry()
                .atMost(LOOKS_AGAIN);
    }

    /** The order as placed; what is wrong with it is named by its path. */
    private Order draft(NewOrder order, Actor by, Instant now) {
        try {
            return drafts.draft(order, by, now);
        } catch (RefusedException e) {
            throw Refusal.invalid(e.refusal().errors().stream()
                            .map(error -> new Refusal.FieldError("order." + error.field(), error.message()))
                            .toList())
                    .asException();
        }
    }

    private static <T> Uni<T> refuse(Refusal refusal) {
        return Uni.createFrom().failure(refusal.asException());
    }

    private static Uni<Boolean> compare(Order existing, Order draft) {
        return existing.terms().originHash().equals(draft.terms().originHash())
                ? Uni.createFrom().item(false)
                : refuse(Refusal.notNow(
                        "ORDER_EXISTS",
                        "There is another order with this id",
                        existing.status().name(),
                        null));
    }

    private Uni<Boolean> create(Order draft, PastOrder told, Actor by, Instant now) {
        Replay past = new Replay(draft, told, numbers::parcel, now).run();
        return orders.insert(past.order())
                .chain(() -> payments.takeFromHistory(past.order(), past.payments(), now))
                .chain(() -> cancellations.take(past.order(), past.requests()))
                .chain(() -> shipments.take(past.order(), past.shipments(), by, now))
                .chain(() -> setDeadlines(past, now))
                .chain(() -> journal.write(new Act(
                        by,
                        "order.imported",
                        draft.id(),
                        "orders/" + draft.id(),
                        0L,
                        now,
                        OrderService.placed(past.order()))))
                .replaceWith(true);
    }

    private Uni<Void> setDeadlines(Replay past, Instant now) {
        return Steps.inTurn(
                past.deadlines(), due -> deadlines.set(past.order().id(), due.kind(), due.subject(), due.at(), now));
    }

    /** The past is past, carriers are known. */
    private List<Refusal.FieldError> errors(PastOrder line, Instant now) {
        List<Refusal.FieldError> errors = new ArrayList<>();
        Instant latest = now.plus(CLOCK_TOLERANCE);
        if (line.order().placedAt() == null) {
            errors.add(new Refusal.FieldError("order.placedAt", "must be given"));
        }
        inThePast(errors, "receivedAt", line.receivedAt(), latest);
        each(
                line.payments(),
                "payments",
                (at, payment) -> inThePast(errors, at + ".capturedAt", payment.capturedAt(), latest));
        each(line.cancellations(), "cancellations", (at, request) -> {
            inThePast(errors, at + ".requestedAt", request.requestedAt(), latest);
            inThePast(errors, at + ".outcomeAt", request.outcomeAt(), latest);
        });
        each(line.shipments(), "shipments", (at, shipment) -> {
            numbers.faultOf(shipment.carrier())
                    .ifPresent(fault -> errors.add(new Refusal.FieldError(at + ".carrier", fault)));
            inThePast(errors, at + ".declaredAt", shipment.declaredAt(), latest);
            each(
                    shipment.events(),
                    at + ".events",
                    (event, seen) -> inThePast(errors, event + ".occurredAt", seen.occurredAt(), latest));
        });
        return errors;
    }

    private static <T> void each(List<T> items, String name, BiConsumer<String, T> check) {
        for (int i = 0; i < items.size(); i++) {
            check.accept(name + "[" + i + "]", items.get(i));
        }
    }

    private static void inThePast(List<Refusal.FieldError> errors, String field, @Nullable Instant at, Instant latest) {
        if (at != null && at.isAfter(latest)) {
            errors.add(new Refusal.FieldError(field, "must not be in the future"));
        }
    }
}
