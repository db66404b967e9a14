package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.state.RequestState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
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
        return end(order, CancellationStatus.WITHDRAWN, by, now);
    }

    /** A19: the goods are back, and the order is settled otherwise. Does nothing when no request is open. */
    public Uni<Void> upheld(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, now);
    }

    /** A12, A26: the same, because the shipment declared against it was false: the seller is to blame. */
    public Uni<Void> upheldByFraud(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, Ending.FALSE_SHIPMENT, SYSTEM, now);
    }

    /** A12, A15: the same, because nothing was sent: the seller is to blame. */
    public Uni<Void> upheldUnsent(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, Ending.NEVER_SENT, SYSTEM, now);
    }

    /**
     * A9: the processing time ran out, and what was not declared leaves the order. A contested request about what was
     * declared goes on, unless nothing is left.
     */
    Uni<Void> expired(Order order, Instant now) {
        boolean goesOn = order.openRequest() == RequestState.CONTESTED
                && !order.unitsLeft().equals(order.openUnits());
        return Steps.when(!goesOn, () -> end(order, CancellationStatus.EXPIRED_APPROVED, Ending.OVERDUE, SYSTEM, now));
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
            loaded.row().become(how, by.subject(), now);
            order.requestIs(null);
            return deadlines
                    .dropOf(order.id(), loaded.row().id.toString())
                    .chain(() -> Steps.given(ending, found -> liabilities.find(order, loaded.row(), found, now)));
        });
    }
}
