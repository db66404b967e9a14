package dev.countermand.cancellation;

import dev.countermand.cancellation.CancellationStore.Loaded;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.order.Order;
import dev.countermand.order.progress.Carried;
import dev.countermand.order.progress.Contest;
import dev.countermand.order.state.RequestState;
import dev.countermand.order.units.UnitCounts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request and what the carrier decides about: contested by a declaration, too late by a scan (A4, A13, A14, A26). The
 * caller has the order locked, and saves it.
 */
@ApplicationScoped
public class ContestedRequests {

    /** A request against which a shipment was declared (A13), and when it was made. */
    public record Contested(UUID id, Instant requestedAt) {}

    private static final Actor SYSTEM = Actor.system("system");

    private final CancellationStore store;
    private final CancellationOutcomes outcomes;

    ContestedRequests(CancellationStore store, CancellationOutcomes outcomes) {
        this.store = store;
        this.outcomes = outcomes;
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
            Map<Integer, Integer> open = UnitCounts.minus(order.openUnits(), declared);
            AskedUnits before = loaded.asked(order);
            AskedUnits parts = before.declared(open);
            if (parts.equals(before)) {
                return Uni.createFrom().nullItem();
            }
            row.parts = parts;
            return outcomes.handedToTheCarrier(order, row, order.terms().sellerId(), now)
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
            loaded.row().overtakenByScan |= !parts.equals(before);
            return partsAre(order, loaded.row(), before, parts, now);
        });
    }

    /**
     * A13: a carrier has taken back that it ever had these parcels; the order knows what it still has. What came too late
     * because of that is contested again, unless the buyer has asked for something else since.
     *
     * @return false where another request is open, so that a person has to look
     */
    @NeedsTransaction
    public Uni<Boolean> neverAccepted(Order order, Set<UUID> parcels, Instant now) {
        return store.ofOrders(List.of(order.id())).map(all -> {
            Loaded found = all.stream()
                    .filter(one -> isOvertaken(order, one.row(), parcels))
                    .reduce((earlier, later) -> later)
                    .orElse(null);
            if (found == null) {
                return true;
            }
            boolean latest = found.row().id.equals(all.getLast().row().id);
            boolean tooLate = found.row().status == CancellationStatus.TOO_LATE;
            if (found.row().status.open() || (tooLate && latest)) {
                contestAgain(order, found.row(), now);
                return true;
            }
            return !tooLate || order.openRequest() == null;
        });
    }

    private static boolean isOvertaken(Order order, CancellationRow row, Set<UUID> parcels) {
        AskedUnits parts = row.parts;
        return row.overtakenByScan
                && parts != null
                && (row.shipmentId == null || parcels.contains(row.shipmentId))
                && !parts.contestedAgain(order.declaredUnits()).equals(parts);
    }

    private static void contestAgain(Order order, CancellationRow row, Instant now) {
        AskedUnits parts = Objects.requireNonNull(row.parts).contestedAgain(order.declaredUnits());
        row.parts = parts;
        if (!row.status.open()) {
            row.become(order, CancellationStatus.CONTESTED, SYSTEM.subject(), now);
            order.requestIs(RequestState.CONTESTED);
        }
        isWorth(order, row, parts);
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
            return outcomes.tooLate(order, now);
        }
        isWorth(order, row, parts);
        return Steps.nothing();
    }

    /** What is still to be decided; of what was granted in part, the amount is what was granted. */
    private static void isWorth(Order order, CancellationRow row, AskedUnits parts) {
        if (!parts.partlyGranted()) {
            row.amount = order.worthOf(parts.undecided()).minor();
        }
    }
}
