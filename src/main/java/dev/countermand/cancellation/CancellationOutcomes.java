package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.order.progress.Carried;
import dev.countermand.order.progress.Contest;
import dev.countermand.order.state.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
    private final OrderStore orders;
    private final Liabilities liabilities;
    private final Deadlines deadlines;

    CancellationOutcomes(CancellationStore store, OrderStore orders, Liabilities liabilities, Deadlines deadlines) {
        this.store = store;
        this.orders = orders;
        this.liabilities = liabilities;
        this.deadlines = deadlines;
    }

    /**
     * A13: the seller declares these units while a request is open. What it wants of them is contested, as far as what stays
     * open is not enough for it; a parcel with others leaves it to the seller's answer. While something of it is open it
     * waits for the seller all the same (A4).
     *
     * @return the request of which a part is contested by this; null when none is
     */
    @NeedsTransaction
    public Uni<@Nullable Contested> contest(Order order, Map<Integer, Integer> declared, Instant now) {
        if (order.openRequest() == null) {
            return Uni.createFrom().nullItem();
        }
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                throw new IllegalStateException("Order " + order.id() + " says it has a request, and has none");
            }
            CancellationRow row = loaded.row();
            Map<Integer, Integer> open = new TreeMap<>(order.openUnits());
            declared.forEach((line, quantity) -> open.merge(line, -quantity, Integer::sum));
            AskedUnits before = loaded.asked(order);
            AskedUnits parts = before.declared(open);
            if (parts.equals(before)) {
                return Uni.createFrom().nullItem();
            }
            row.parts = parts;
            return handedToTheCarrier(order, row, order.terms().sellerId(), now)
                    .replaceWith(new Contested(row.id, row.requestedAt));
        });
    }

    /** A4, A13: what of the open request the carrier decides about. */
    public Uni<Contest> contested(Order order) {
        return store.open(order)
                .map(loaded -> loaded == null
                        ? Contest.NONE
                        : new Contest(loaded.asked(order).in(CancellationStatus.CONTESTED), loaded.row().shipmentId));
    }

    /** A13: when nothing of it waits for the seller any more, the request is contested. */
    private Uni<Void> handedToTheCarrier(Order order, CancellationRow row, String by, Instant now) {
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
     * A13, A14: a carrier has taken over a parcel of the order. What is contested and now with it comes too late; what is
     * pending, or contested in another parcel, goes on. Does nothing when no request is open.
     *
     * @param carried what carriers have of the order now; the order does not say so yet
     */
    @NeedsTransaction
    public Uni<Void> accepted(Order order, UUID shipmentId, Carried carried, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Steps.nothing();
            }
            AskedUnits before = loaded.asked(order);
            order.carried(carried);
            UUID named = loaded.row().shipmentId;
            AskedUnits parts = named == null
                    ? before.accepted(order.declaredUnits())
                    : named.equals(shipmentId)
                            ? before.move(CancellationStatus.CONTESTED, CancellationStatus.TOO_LATE)
                            : before;
            return partsAre(order, loaded.row(), before, parts, now);
        });
    }

    /**
     * A26: the administration believes the shipment, so that a request against it came too late; what of it is pending goes
     * on. Does nothing when no request is open.
     */
    @NeedsTransaction
    public Uni<Void> believed(Order order, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                return Steps.nothing();
            }
            AskedUnits before = loaded.asked(order);
            AskedUnits parts = before.move(CancellationStatus.CONTESTED, CancellationStatus.TOO_LATE);
            return partsAre(order, loaded.row(), before, parts, now);
        });
    }

    /** Some of what was contested is too late: the request goes on with the rest, or ends. */
    private Uni<Void> partsAre(Order order, CancellationRow row, AskedUnits before, AskedUnits parts, Instant now) {
        if (parts.equals(before)) {
            return Steps.nothing();
        }
        row.parts = parts;
        if (parts.status().isEmpty()) {
            return end(order, CancellationStatus.TOO_LATE, now);
        }
        if (!parts.partlyGranted()) {
            row.amount = order.worthOf(parts.undecided()).minor();
        }
        return Steps.nothing();
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

    /**
     * A9: the processing time ran out, and what was not declared leaves the order: what of the request is pending is granted
     * by that. What is contested goes on.
     */
    @NeedsTransaction
    Uni<Void> expired(Order order, Instant now) {
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
    @NeedsTransaction
    public Uni<Void> awaitedUntil(Order order, UUID id, Instant until) {
        return of(order, id, row -> row.awaitedUntil = until);
    }

    /** D1: the buyer has the goods; they go back under this dispute. */
    @NeedsTransaction
    public Uni<Void> goesBack(Order order, UUID id, UUID returnId, Instant until) {
        return of(order, id, row -> {
            row.awaiting = Awaiting.GOODS_BACK;
            row.returnId = returnId;
            row.awaitedUntil = until;
        });
    }

    /** D1: the units have left the order, and their money is on its way, or there was none. */
    @NeedsTransaction
    public Uni<Void> done(Order order, UUID id) {
        return of(order, id, CancellationRow::awaitNothing);
    }

    /** D1: what was waited for was never sent, and is refunded all the same. Unlike the others this saves the order. */
    @NeedsTransaction
    public Uni<Void> neverSent(Order order, UUID id, Money refunded, Instant now) {
        return store.find(order.id(), id)
                .map(loaded -> {
                    Map<String, Object> data = CancellationAnswers.data(
                            order, Objects.requireNonNull(loaded).row());
                    data.put("refunded", refunded.text());
                    data.put("rule", "D1");
                    return data;
                })
                .chain(data -> orders.save(order, SYSTEM, now, "cancellation.never-sent", "cancellations/" + id, data))
                .replaceWithVoid();
    }

    /** D4: the goods of this return are back, or on their way where that counts. */
    @NeedsTransaction
    public Uni<Void> cameBack(Order order, UUID returnId, long refunded) {
        return ofReturn(order, returnId, row -> {
            row.awaitNothing();
            row.amount = refunded;
        });
    }

    /** D1: the goods of this return do not come: the buyer keeps them, and nothing is given back. */
    @NeedsTransaction
    public Uni<Void> nothingCame(Order order, UUID returnId, String because, Actor by, Instant now) {
        return ofReturn(order, returnId, row -> {
            row.become(order, CancellationStatus.WITHDRAWN, by.subject(), now);
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
