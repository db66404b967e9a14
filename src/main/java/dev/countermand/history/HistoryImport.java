package dev.countermand.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.cancellation.CancellationHistory;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.history.HistoryApi.LineResult;
import dev.countermand.history.HistoryApi.Result;
import dev.countermand.http.InvalidBodies;
import dev.countermand.http.Problem;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderDrafts;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.Payments;
import dev.countermand.shipment.ShipmentHistory;
import dev.countermand.tracking.event.TrackingNumbers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes one line of a history: all of it, or nothing and the reason. */
@ApplicationScoped
public class HistoryImport {

    /** Clocks differ; what is further ahead than this has not happened. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(HistoryImport.class);
    private static final int LOOKS_AGAIN = 3;

    private final ObjectMapper json;
    private final Validator validator;
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
            ObjectMapper json,
            Validator validator,
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
        this.json = json;
        this.validator = validator;
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

    /** Takes a line as it came; never fails for what is in it. */
    Uni<LineResult> take(Ndjson.Line line, Actor by) {
        if (line.tooLong()) {
            Refusal refusal = Refusal.invalid("line", "must not be longer than " + Ndjson.MAX_LINE_BYTES + " bytes");
            return Uni.createFrom().item(rejected(line, null, refusal));
        }
        HistoryApi.Line parsed;
        try {
            parsed = json.readValue(line.bytes(), HistoryApi.Line.class);
        } catch (JsonProcessingException e) {
            return Uni.createFrom().item(rejected(line, null, InvalidBodies.refusalOf(e)));
        } catch (IOException e) {
            // Bad UTF-8 in places is reported like this.
            return Uni.createFrom().item(rejected(line, null, Refusal.invalid("body", "is not valid JSON in UTF-8")));
        }
        if (parsed == null) {
            return Uni.createFrom().item(rejected(line, null, Refusal.invalid("body", "must be an object")));
        }
        String id = parsed.order() == null ? null : parsed.order().id();
        return take(parsed, by)
                // The same order stands in another line that is taken at this moment: the second look finds it.
                .onFailure(Sessions::isTakenAlready)
                .retry()
                .atMost(LOOKS_AGAIN)
                .map(result -> new LineResult(line.number(), id, result, null))
                .onFailure(RefusedException.class)
                .recoverWithItem(failure -> rejected(line, id, ((RefusedException) failure).refusal()))
                .onFailure()
                .recoverWithItem(failure -> broken(line, id, failure));
    }

    /** Our own fault, or the database's; the other lines are not to suffer for it. */
    private static LineResult broken(Ndjson.Line line, @Nullable String id, Throwable failure) {
        LOG.errorf(failure, "Line %d of an import failed", line.number());
        return new LineResult(
                line.number(),
                id,
                Result.REJECTED,
                Problem.plain(500, "Internal error", "Something went wrong here with this line; send it again"));
    }

    /** Takes a parsed line; fails with a refusal when it cannot be taken. */
    public Uni<Result> take(HistoryApi.Line line, Actor by) {
        var violations = validator.validate(line);
        if (!violations.isEmpty()) {
            return refuse(Refusal.invalid(InvalidBodies.errorsOf(new ConstraintViolationException(violations))));
        }
        Instant now = Timestamps.now(clock);
        List<Refusal.FieldError> errors = errors(line, now);
        if (!errors.isEmpty()) {
            return refuse(Refusal.invalid(errors));
        }
        return draft(line, by, now)
                .chain(draft -> sessions.inTransaction(() -> orders.find(draft.id())
                        .chain(existing ->
                                existing == null ? create(draft, line, by, now) : compare(existing, draft))));
    }

    /** The order as placed; what is wrong with it is named by its path in the line. */
    private Uni<Order> draft(HistoryApi.Line line, Actor by, Instant now) {
        return drafts.draft(line.order(), line, by, now)
                .onFailure(RefusedException.class)
                .transform(failure -> Refusal.invalid(((RefusedException) failure)
                                .refusal().errors().stream()
                                        .map(error -> new Refusal.FieldError("order." + error.field(), error.message()))
                                        .toList())
                        .asException());
    }

    private static <T> Uni<T> refuse(Refusal refusal) {
        return Uni.createFrom().failure(refusal.asException());
    }

    private static Uni<Result> compare(Order existing, Order draft) {
        return existing.terms().originHash().equals(draft.terms().originHash())
                ? Uni.createFrom().item(Result.UNCHANGED)
                : refuse(Refusal.notNow(
                        "ORDER_EXISTS",
                        "There is another order with this id",
                        existing.status().name(),
                        null));
    }

    private Uni<Result> create(Order draft, HistoryApi.Line line, Actor by, Instant now) {
        Replay past = new Replay(draft, line, numbers::parcel, now).run();
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
                        Map.of("orderId", draft.id(), "status", draft.status().name()))))
                .replaceWith(Result.CREATED);
    }

    private Uni<Void> setDeadlines(Replay past, Instant now) {
        return Steps.inTurn(
                past.deadlines(), due -> deadlines.set(past.order().id(), due.kind(), due.subject(), due.at(), now));
    }

    /** What the annotations cannot see: the past is past, carriers are known. */
    private List<Refusal.FieldError> errors(HistoryApi.Line line, Instant now) {
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

    private static <T> void each(@Nullable List<T> items, String name, java.util.function.BiConsumer<String, T> check) {
        if (items != null) {
            for (int i = 0; i < items.size(); i++) {
                check.accept(name + "[" + i + "]", items.get(i));
            }
        }
    }

    private static void inThePast(List<Refusal.FieldError> errors, String field, @Nullable Instant at, Instant latest) {
        if (at != null && at.isAfter(latest)) {
            errors.add(new Refusal.FieldError(field, "must not be in the future"));
        }
    }

    private static LineResult rejected(Ndjson.Line line, @Nullable String id, Refusal refusal) {
        return new LineResult(line.number(), id, Result.REJECTED, Problem.of(refusal));
    }
}
