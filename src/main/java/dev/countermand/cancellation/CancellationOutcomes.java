package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a request ends that nobody answers: by a delivery, a deadline, the administration, or because its units have left the
 * order otherwise (A9, A13, A14, A26). The caller has the order locked, and saves it.
 */
@ApplicationScoped
public class CancellationOutcomes {

    private static final Actor SYSTEM = Actor.system("system");

    private final CancellationStore store;
    private final OrderStore orders;
    private final Liabilities liabilities;
    private final Deadlines deadlines;

    CancellationOutcomes(CancellationStore store, OrderStore orders, Liabilities liabilities, Deadlines deadlines) {
        this.store = store;
        this.orders = orders;
        this.liabilities = liabilities;
        this.deadlines = deadlines;
    }

    /** A13: when nothing of it waits for the seller any more, the request is contested. */
    Uni<Void> handedToTheCarrier(Order order, CancellationRow row, String by, Instant now) {
        boolean contested = row.status == CancellationStatus.PENDING
                && Objects.requireNonNull(row.parts)
                        .in(CancellationStatus.PENDING)
                        .isEmpty();
        return Steps.when(contested, () -> {
            row.become(order, CancellationStatus.CONTESTED, by, now);
            order.requestIs(RequestState.CONTESTED);
            return deadlines.dropOf(order.id(), row.id.toString());
        });
    }

    /**
     * P2: units have left the order, and some that are asked for may be among them: by a dispute or a verdict about their
     * parcel (A15, A26). Of those the request is upheld; it goes on with the rest. Unlike the others this saves the order.
     * Does nothing when no request is open, or all that it wants is still there.
     */
    @NeedsTransaction
    public Uni<Void> left(Order order, Instant now) {
        return left(order, null, now);
    }

    /** A12, A26: the same, because their parcel was false: the seller is to blame. */
    @NeedsTransaction
    public Uni<Void> leftByFraud(Order order, Instant now) {
        return left(order, Ending.FALSE_SHIPMENT, now);
    }

    private Uni<Void> left(Order order, @Nullable Ending ending, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Steps.nothing();
            }
            CancellationRow row = loaded.row();
            AskedUnits before = loaded.asked(order);
            AskedUnits parts = before.left(order.openUnits(), order.declaredUnits());
            if (parts.equals(before)) {
                return Steps.nothing();
            }
            row.parts = parts;
            Uni<Void> goesOn = parts.status().isEmpty()
                    ? end(order, CancellationStatus.UPHELD, ending, SYSTEM, now)
                    : handedToTheCarrier(order, row, SYSTEM.subject(), now);
            return goesOn.chain(() -> orders.save(
                            order,
                            SYSTEM,
                            now,
                            parts.status().isEmpty() ? "cancellation.upheld" : "cancellation.partly-upheld",
                            "cancellations/" + row.id,
                            CancellationAnswers.data(order, row)))
                    .replaceWithVoid();
        });
    }

    /** A26: the decision that ended this request was undone: it is again what it was, and its order tells. */
    @NeedsTransaction
    public Uni<Void> reinstated(Order order, UUID id, String from) {
        return store.find(order.id(), id)
                .invoke(found ->
                        Objects.requireNonNull(found).row().reinstated(order, CancellationStatus.valueOf(from)))
                .replaceWithVoid();
    }

    /** A14: the goods are with the buyer. Does nothing when no request is open. */
    @NeedsTransaction
    public Uni<Void> tooLate(Order order, Instant now) {
        return end(order, CancellationStatus.TOO_LATE, now);
    }

    /** A13: the buyer has the goods, and takes back what they asked by saying so. Does nothing when no request is open. */
    @NeedsTransaction
    public Uni<Void> takenBack(Order order, Actor by, Instant now) {
        return end(order, CancellationStatus.WITHDRAWN, by, now)
                .chain(() -> store.awaiting(order.id()))
                .invoke(refused -> refused.forEach(row -> {
                    row.become(order, CancellationStatus.WITHDRAWN, by.subject(), now);
                    row.explanation = "The buyer has confirmed that they received the goods";
                    row.awaitNothing();
                }))
                .replaceWithVoid();
    }

    /** A26: the administration cancelled the order. Does nothing when no request is open. */
    @NeedsTransaction
    public Uni<Void> upheld(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, now)
                .chain(() -> store.awaiting(order.id()))
                .invoke(refused -> refused.forEach(CancellationRow::awaitNothing))
                .replaceWithVoid();
    }

    /** A12, A26: the same, because the shipment declared against it was false: the seller is to blame. */
    @NeedsTransaction
    public Uni<Void> upheldByFraud(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, Ending.FALSE_SHIPMENT, SYSTEM, now);
    }

    /** A12, A15: the same, because nothing was sent: the seller is to blame. */
    @NeedsTransaction
    public Uni<Void> upheldUnsent(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, Ending.NEVER_SENT, SYSTEM, now);
    }

    /**
     * A9: the processing time ran out, and what was not declared leaves the order: what of the request is pending is granted
     * by that. What is contested goes on.
     */
    @NeedsTransaction
    public Uni<Void> expired(Order order, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Steps.nothing();
            }
            CancellationRow row = loaded.row();
            AskedUnits before = loaded.asked(order);
            Map<Integer, Integer> pending = before.in(CancellationStatus.PENDING);
            if (before.in(CancellationStatus.CONTESTED).isEmpty()) {
                return end(order, CancellationStatus.EXPIRED_APPROVED, Ending.OVERDUE, SYSTEM, now);
            }
            if (pending.isEmpty()) {
                return Steps.nothing();
            }
            row.parts = before.move(CancellationStatus.PENDING, CancellationStatus.EXPIRED_APPROVED);
            row.amount = order.worthOf(pending).min(order.refundable()).minor();
            return liabilities
                    .find(order, row, Ending.OVERDUE, now)
                    .chain(() -> handedToTheCarrier(order, row, SYSTEM.subject(), now));
        });
    }

    /**
     * P2: these units leave the order otherwise, with their money: by a dispute, say. A contested request that wants more
     * than is left of them is done with that; one about others goes on. Asked before they leave.
     *
     * @param unsent nothing of them was sent, so the seller is to blame (A12, A15)
     */
    @NeedsTransaction
    public Uni<Void> overtaken(Order order, Map<Integer, Integer> leaving, boolean unsent, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Steps.nothing();
            }
            Map<Integer, Integer> left = order.unitsLeft();
            boolean nothingLeft = left.equals(leaving);
            AskedUnits asked = loaded.asked(order);
            boolean tooFew = !loaded.row().whole
                    && (touches(asked.in(CancellationStatus.CONTESTED), left, leaving)
                            || touches(asked.in(CancellationStatus.PENDING), left, leaving));
            return Steps.when(nothingLeft || tooFew, () -> unsent ? upheldUnsent(order, now) : upheld(order, now));
        });
    }

    /** Whether what is taken away leaves too little of what is wanted. */
    private static boolean touches(
            Map<Integer, Integer> wanted, Map<Integer, Integer> there, Map<Integer, Integer> taken) {
        return wanted.entrySet().stream().anyMatch(unit -> {
            int line = unit.getKey();
            int takes = taken.getOrDefault(line, 0);
            return takes > 0 && unit.getValue() > there.getOrDefault(line, 0) - takes;
        });
    }

    private Uni<Void> end(Order order, CancellationStatus how, Instant now) {
        return end(order, how, SYSTEM, now);
    }

    private Uni<Void> end(Order order, CancellationStatus how, Actor by, Instant now) {
        return end(order, how, null, by, now);
    }

    /**
     * @param ending what it says of who is to blame; null where it says nothing
     */
    private Uni<Void> end(Order order, CancellationStatus how, @Nullable Ending ending, Actor by, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null || !loaded.row().status.canBecome(how)) {
                return Steps.nothing();
            }
            CancellationRow row = loaded.row();
            row.parts = loaded.asked(order).end(how);
            row.become(order, how, by.subject(), now);
            order.requestIs(null);
            return deadlines
                    .dropOf(order.id(), row.id.toString())
                    .chain(() -> Steps.given(ending, found -> liabilities.find(order, row, found, now)));
        });
    }
}
