package dev.countermand.dispute;

import dev.countermand.database.Steps;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.order.Order;
import dev.countermand.order.state.CancelledBy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the administration's decisions do to a dispute (A19, A26). The caller has the order locked. */
@ApplicationScoped
public class DisputeRulings {

    private final DisputeStore store;
    private final DisputeEnds ends;
    private final NoTracking noTracking;

    DisputeRulings(DisputeStore store, DisputeEnds ends, NoTracking noTracking) {
        this.store = store;
        this.ends = ends;
        this.noTracking = noTracking;
    }

    /** For the seller: the order goes on. Saves the order. Does nothing when no dispute is open. */
    public Uni<Void> dismiss(Order order, String statement, Actor by, Instant now) {
        return store.open(order.id())
                .chain(row -> Steps.when(
                        row != null,
                        () -> ends.ruled(order, row, DisputeStatus.DISMISSED, statement, by, now)
                                .chain(() -> ends.save(order, row, by, now, "dispute.dismissed"))));
    }

    /**
     * For the buyer: they get what they wanted last. Where nothing came, or the goods were to go back, the units leave the
     * order, which ends when none is left; where they keep the goods, it goes on. A shipment that nobody has seen is fined as
     * an overdue one (A15). Saves the order. Does nothing when no dispute is open.
     *
     * @param amount with REFUND_ONLY what they get instead; refused with any other, where it is all or nothing. What they
     *     wanted is refused, too, where that much is not left
     */
    public Uni<Void> grant(Order order, @Nullable String amount, String statement, Actor by, Instant now) {
        return store.open(order.id()).chain(row -> {
            if (row == null) {
                return Steps.nothing();
            }
            Money part = part(order, row, amount);
            Uni<Void> money = switch (row.kind) {
                case NO_TRACKING_INFO ->
                    ends.cancelled(order, row, CancelledBy.ADMINISTRATION, by, now)
                            .chain(worth -> noTracking.fine(order, row, worth, statement, by, now));
                case RETURN_GOODS_AND_MONEY ->
                    ends.cancelled(order, row, CancelledBy.ADMINISTRATION, by, now)
                            .replaceWithVoid();
                // The seller may have the money already; that the goods are back is what the administration says (D2).
                case RETURN_BY_LAW -> ends.returned(order, row, by, now);
                case REFUND_ONLY -> ends.giveBack(order, row, part, by, now);
            };
            return money.chain(() -> ends.ruled(order, row, DisputeStatus.RESOLVED, statement, by, now))
                    .chain(() -> ends.save(order, row, by, now, "dispute.resolved"));
        });
    }

    /** A26: the ruling that ended this dispute was undone: it is again what it was, and its order tells. */
    public Uni<Void> reinstated(Order order, UUID id, String from) {
        return store.find(order.id(), id)
                .invoke(row -> Objects.requireNonNull(row).reinstated(order, DisputeStatus.valueOf(from)))
                .replaceWithVoid();
    }

    /**
     * A19: what a ruling about the open dispute is about: what the buyer would get, at most what is left.
     *
     * @param amount with REFUND_ONLY what they get instead; refused as {@link #grant} refuses it. Null of a ruling for the seller
     */
    public Uni<Money> worth(Order order, boolean forBuyer, @Nullable String amount) {
        return store.open(order.id()).map(row -> {
            if (row == null) {
                return Money.zero(order.terms().currency());
            }
            Money wanted = forBuyer
                    ? part(order, row, amount)
                    : new Money(row.wanted, order.terms().currency());
            return wanted.min(order.refundable());
        });
    }

    private static Money part(Order order, DisputeRow row, @Nullable String amount) {
        if (amount == null) {
            Money wanted = new Money(row.wanted, order.terms().currency());
            if (row.kind == DisputeKind.REFUND_ONLY) {
                DisputeRequests.refuseMoreThanIsLeft(order, row, wanted);
            }
            return wanted;
        }
        if (row.kind != DisputeKind.REFUND_ONLY) {
            throw Refusal.invalid("amount", "must be left out: a dispute " + row.kind + " is about all the money (A19)")
                    .asException();
        }
        Money part = DisputeRequests.amount("amount", amount, order.terms().currency());
        DisputeRequests.refuseMoreThanIsLeft(order, row, part);
        return part;
    }

    /**
     * A26: the order, or parcels of it, were cancelled as a fraud. That settles a dispute of which nothing is left; one about
     * other units goes on. The caller saves the order.
     */
    public Uni<Void> overtaken(Order order, String statement, Actor by, Instant now) {
        return store.open(order.id())
                .chain(row -> Steps.when(
                        row != null && nothingLeftOf(order, row),
                        () -> ends.ruled(order, row, DisputeStatus.RESOLVED, statement, by, now)));
    }

    private static boolean nothingLeftOf(Order order, DisputeRow row) {
        return order.status().ended()
                || (row.about != null
                        && row.about.units().keySet().stream()
                                .noneMatch(line -> order.unitsLeft().containsKey(line)));
    }
}
