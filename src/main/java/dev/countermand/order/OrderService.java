package dev.countermand.order;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.deadline.FrozenDeadlines;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.state.OrderStatus;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Placing orders, freezing and releasing them. */
@ApplicationScoped
public class OrderService {

    /**
     * A placed order.
     *
     * @param created false when the same order was already there
     */
    public record Placed(Order order, boolean created) {}

    private final OrderStore store;
    private final OrderDrafts drafts;
    private final Deadlines deadlines;
    private final FrozenDeadlines frozenDeadlines;
    private final OrderFlow flow;
    private final Journal journal;
    private final InstantSource clock;

    public OrderService(
            OrderStore store,
            OrderDrafts drafts,
            Deadlines deadlines,
            FrozenDeadlines frozenDeadlines,
            OrderFlow flow,
            Journal journal,
            InstantSource clock) {
        this.store = store;
        this.drafts = drafts;
        this.deadlines = deadlines;
        this.frozenDeadlines = frozenDeadlines;
        this.flow = flow;
        this.journal = journal;
        this.clock = clock;
    }

    /** Places an order (A1 begins; where it is paid on delivery, A9). The same order again changes nothing; another one under its id is refused. */
    @WithTransaction
    public Uni<Placed> place(NewOrder request, Actor by) {
        Instant now = Timestamps.now(clock);
        Order draft = drafts.draft(request, by, now);
        return store.find(draft.id()).chain(existing -> {
            if (existing == null) {
                return insert(draft, by, now).replaceWith(new Placed(draft, true));
            }
            if (!existing.terms().originHash().equals(draft.terms().originHash())) {
                throw Refusal.notNow(
                                "ORDER_EXISTS",
                                "There is another order with this id",
                                existing.status().name(),
                                null)
                        .asException();
            }
            return Uni.createFrom().item(new Placed(existing, false));
        });
    }

    private Uni<Void> insert(Order order, Actor by, Instant now) {
        boolean unpaid = order.status() == OrderStatus.PLACED;
        DeadlineKind kind = unpaid ? DeadlineKind.CLOSE_UNPAID : DeadlineKind.DECLARE_SHIPMENT;
        Instant due = order.policy()
                .after(
                        order.terms().placedAt(),
                        unpaid
                                ? order.policy().payment().closeUnpaidAfter()
                                : order.terms().processingTime());
        return store.insert(order)
                .chain(() -> deadlines.set(order.id(), kind, order.id(), due, now))
                .chain(() -> journal.write(
                        new Act(by, "order.placed", order.id(), "orders/" + order.id(), 0L, now, placed(order))));
    }

    /** What an event says of a new order. */
    public static Map<String, Object> placed(Order order) {
        Map<String, Object> data = order.facts().begin("order.placed");
        data.put("policyVersion", order.terms().policyVersion());
        return data;
    }

    /** A25: the order and every deadline stand still. */
    @NeedsTransaction
    public Uni<Order> freeze(Order order, Actor by, Instant now, String reason) {
        order.freeze(now);
        return frozenDeadlines
                .pause(order.id(), now)
                .chain(() ->
                        store.save(order, by, now, "order.frozen", "orders/" + order.id(), because(order, reason)));
    }

    /** A25: what was left of the deadlines runs on. */
    @NeedsTransaction
    public Uni<Order> release(Order order, Actor by, Instant now, String reason) {
        order.release(now);
        return frozenDeadlines
                .resume(order.id(), now)
                .chain(() ->
                        store.save(order, by, now, "order.released", "orders/" + order.id(), because(order, reason)))
                .call(saved -> flow.happened(saved, new OrderEvent.OrderReleased(by), now));
    }

    /** F13: the escrow stands still, and the parties go on: a frozen order is released. */
    @NeedsTransaction
    public Uni<Void> holdEscrow(Order order, Actor by, Instant now, String reason) {
        order.holdEscrow(now);
        return Steps.when(order.frozen(), () -> release(order, by, now, reason))
                .chain(() ->
                        store.save(order, by, now, "order.escrow-held", "orders/" + order.id(), because(order, reason)))
                .call(saved -> flow.happened(saved, new OrderEvent.OrderReleased(by), now))
                .replaceWithVoid();
    }

    /** F13: nothing keeps the escrow any more; it is released when its time comes, which may be now (A18). */
    @NeedsTransaction
    public Uni<Void> letEscrowGo(Order order, Actor by, Instant now, String reason) {
        order.letEscrowGo();
        return store.save(order, by, now, "order.escrow-let-go", "orders/" + order.id(), because(order, reason))
                .call(saved -> flow.happened(saved, new OrderEvent.OrderReleased(by), now))
                .replaceWithVoid();
    }

    private static Map<String, Object> because(Order order, String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("status", order.status().name());
        data.put("reason", reason);
        return data;
    }
}
