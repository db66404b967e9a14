package dev.countermand.cancellation;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.state.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a request ends that nobody answers: by a shipment, a scan, a deadline or the administration (A9, A13, A14, A26). The
 * caller has the order locked, and saves it.
 */
@ApplicationScoped
public class CancellationOutcomes {

    /** A request against which a shipment was declared (A13), and when it was made. */
    public record Contested(UUID id, Instant requestedAt) {}

    private static final Actor SYSTEM = Actor.system("system");

    private final CancellationStore store;
    private final Liabilities liabilities;
    private final Deadlines deadlines;

    CancellationOutcomes(CancellationStore store, Liabilities liabilities, Deadlines deadlines) {
        this.store = store;
        this.liabilities = liabilities;
        this.deadlines = deadlines;
    }

    /**
     * A13: the seller declares these units while a request is pending. It becomes contested when some of the units it wants
     * are among them; a parcel with others leaves it to the seller's answer. The caller has the order locked.
     *
     * @return the request that is contested now, or was before; null when none is
     */
    public Uni<@Nullable Contested> contest(Order order, Map<Integer, Integer> declared, Instant now) {
        if (order.openRequest() == null) {
            return Uni.createFrom().nullItem();
        }
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                throw new IllegalStateException("Order " + order.id() + " says it has a request, and has none");
            }
            CancellationRow row = loaded.row();
            Map<Integer, Integer> wanted = row.whole ? order.openUnits() : loaded.units();
            Contested open = new Contested(row.id, row.requestedAt);
            if (row.status == CancellationStatus.CONTESTED) {
                return Uni.createFrom().item(row.whole || touches(wanted, order.unitsLeft(), declared) ? open : null);
            }
            if (!touches(wanted, order.openUnits(), declared)) {
                return Uni.createFrom().nullItem();
            }
            row.become(CancellationStatus.CONTESTED, order.terms().sellerId(), now);
            order.requestIs(RequestState.CONTESTED);
            // What a carrier has already is not asked for: from now on the request says what is (P2).
            return Steps.when(row.whole && order.acceptedAt() != null, () -> store.narrow(row, wanted))
                    .chain(() -> deadlines.dropOf(order.id(), row.id.toString()))
                    .replaceWith(open);
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

    /**
     * A13, A14: the carrier has these units of the order. A contested request that wants any of them comes too late; one
     * that does not goes on. Does nothing when none is contested.
     */
    public Uni<Void> accepted(Order order, Map<Integer, Integer> accepted, Instant now) {
        if (order.openRequest() != RequestState.CONTESTED) {
            return Steps.nothing();
        }
        return store.open(order).chain(loaded -> {
            boolean late =
                    loaded != null && (loaded.row().whole || touches(loaded.units(), order.unitsLeft(), accepted));
            return Steps.when(late, () -> end(order, CancellationStatus.TOO_LATE, now));
        });
    }

    /** A14: the goods are with the buyer, or believed to be on their way. Does nothing when no request is open. */
    public Uni<Void> tooLate(Order order, Instant now) {
        return end(order, CancellationStatus.TOO_LATE, now);
    }

    /** A13: the buyer has the goods, and takes back what they asked by saying so. Does nothing when no request is open. */
    public Uni<Void> takenBack(Order order, Actor by, Instant now) {
        return end(order, CancellationStatus.WITHDRAWN, by, now)
                .chain(() -> store.awaiting(order.id()))
                .invoke(refused -> refused.forEach(row -> {
                    row.become(CancellationStatus.WITHDRAWN, by.subject(), now);
                    row.explanation = "The buyer has confirmed that they received the goods";
                    row.awaitNothing();
                }))
                .replaceWithVoid();
    }

    /** A26: the administration cancelled the order. Does nothing when no request is open. */
    public Uni<Void> upheld(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, now)
                .chain(() -> store.awaiting(order.id()))
                .invoke(refused -> refused.forEach(CancellationRow::awaitNothing))
                .replaceWithVoid();
    }

    /**
     * A9: the processing time ran out, and what was not declared leaves the order. A contested request about what was
     * declared goes on, unless nothing is left.
     */
    Uni<Void> expired(Order order, Instant now) {
        boolean goesOn = order.openRequest() == RequestState.CONTESTED
                && !order.unitsLeft().equals(order.openUnits());
        return Steps.when(!goesOn, () -> end(order, CancellationStatus.EXPIRED_APPROVED, now));
    }

    /**
     * P2: these units leave the order otherwise, with their money: by a dispute, say. A contested request that wants more
     * than is left of them is done with that; one about others goes on. Asked before they leave.
     */
    public Uni<Void> overtaken(Order order, Map<Integer, Integer> leaving, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Steps.nothing();
            }
            Map<Integer, Integer> left = order.unitsLeft();
            boolean nothingLeft = left.equals(leaving);
            boolean tooFew = !loaded.row().whole && touches(loaded.units(), left, leaving);
            return Steps.when(nothingLeft || tooFew, () -> end(order, CancellationStatus.UPHELD, now));
        });
    }

    /** What a refund waits for. */
    public enum Awaiting {
        /** A parcel that was refused on its way comes back (D1). */
        PARCEL_BACK,
        /** The buyer has the goods, and sends them back (D1, D4). */
        GOODS_BACK
    }

    /**
     * A request that was approved by law, and whose refund waits for goods.
     *
     * @param units that it still waits for, by line
     */
    public record Awaited(UUID id, Awaiting what, Map<Integer, Integer> units) {}

    /** D1: those of this order whose refund waits for goods, oldest first. */
    public Uni<List<Awaited>> awaited(Order order) {
        return store.awaiting(order.id())
                .chain(rows -> Steps.fold(
                        rows,
                        List.<Awaited>of(),
                        (all, row) -> store.awaitedUnits(order, row)
                                .map(units -> Stream.concat(
                                                all.stream(),
                                                Stream.of(new Awaited(
                                                        row.id, Objects.requireNonNull(row.awaiting), units)))
                                        .toList())));
    }

    /** D1: what it waits for is looked at again then. */
    public Uni<Void> awaitedUntil(Order order, UUID id, Instant until) {
        return of(order, id, row -> row.awaitedUntil = until);
    }

    /** D1: the buyer has the goods; they go back under this dispute. */
    public Uni<Void> goesBack(Order order, UUID id, UUID returnId, Instant until) {
        return of(order, id, row -> {
            row.awaiting = Awaiting.GOODS_BACK;
            row.returnId = returnId;
            row.awaitedUntil = until;
        });
    }

    /** D1: the units have left the order, and their money is on its way, or there was none. */
    public Uni<Void> done(Order order, UUID id) {
        return of(order, id, CancellationRow::awaitNothing);
    }

    /** D4: the goods of this return are back, or on their way where that counts. */
    public Uni<Void> cameBack(Order order, UUID returnId, long refunded) {
        return ofReturn(order, returnId, row -> {
            row.awaitNothing();
            row.amount = refunded;
        });
    }

    /** D1: the goods of this return do not come: the buyer keeps them, and nothing is given back. */
    public Uni<Void> nothingCame(Order order, UUID returnId, String because, Actor by, Instant now) {
        return ofReturn(order, returnId, row -> {
            row.become(CancellationStatus.WITHDRAWN, by.subject(), now);
            row.explanation = because;
            row.awaitNothing();
        });
    }

    private Uni<Void> of(Order order, UUID id, Consumer<CancellationRow> change) {
        return store.awaiting(order.id())
                .invoke(rows -> rows.stream().filter(row -> row.id.equals(id)).forEach(change))
                .replaceWithVoid();
    }

    private Uni<Void> ofReturn(Order order, UUID returnId, Consumer<CancellationRow> change) {
        return store.awaiting(order.id())
                .invoke(rows -> rows.stream()
                        .filter(row -> returnId.equals(row.returnId))
                        .forEach(change))
                .replaceWithVoid();
    }

    private Uni<Void> end(Order order, CancellationStatus how, Instant now) {
        return end(order, how, SYSTEM, now);
    }

    private Uni<Void> end(Order order, CancellationStatus how, Actor by, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null || !loaded.row().status.canBecome(how)) {
                return Steps.nothing();
            }
            loaded.row().become(how, by.subject(), now);
            order.requestIs(null);
            return deadlines
                    .dropOf(order.id(), loaded.row().id.toString())
                    .chain(() -> Steps.when(
                            how == CancellationStatus.EXPIRED_APPROVED,
                            () -> liabilities.find(order, loaded.row(), true, now)));
        });
    }
}
