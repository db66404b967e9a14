package dev.countermand.cancellation;

import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Requests that were approved by law, and whose refund waits until goods are back (D1, D4). The caller has the order locked,
 * and saves it.
 */
@ApplicationScoped
public class AwaitedGoods {

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

    private static final Actor SYSTEM = Actor.system("system");

    private final CancellationStore store;
    private final OrderStore orders;

    AwaitedGoods(CancellationStore store, OrderStore orders) {
        this.store = store;
        this.orders = orders;
    }

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
}
