package dev.countermand.cancellation;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.RequestState;
import dev.countermand.payment.RefundCause;
import dev.countermand.payment.Refunds;
import dev.countermand.shipment.PendingRequests;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answers to a request, and how others end it. Every method needs a transaction. */
@ApplicationScoped
public class CancellationAnswers implements PendingRequests {

    /** A request after an act, with its order. */
    record Done(Order order, CancellationStore.Loaded cancellation) {}

    private final CancellationStore store;
    private final OrderAccess access;
    private final OrderStore orders;
    private final Refunds refunds;
    private final Liabilities liabilities;
    private final Deadlines deadlines;
    private final InstantSource clock;

    CancellationAnswers(
            CancellationStore store,
            OrderAccess access,
            OrderStore orders,
            Refunds refunds,
            Liabilities liabilities,
            Deadlines deadlines,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.orders = orders;
        this.refunds = refunds;
        this.liabilities = liabilities;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** A7: the buyer resumes the order, as if nothing had been asked. */
    Uni<Done> withdraw(Caller caller, UUID id) {
        return act(caller, id, Role.BUYER, OrderAction.WITHDRAW_CANCELLATION, done -> {
            Actor by = OrderAccess.buyerOrAgent(caller, done.order());
            Instant now = Timestamps.now(clock);
            done.cancellation().row().become(CancellationStatus.WITHDRAWN, by.subject(), now);
            done.order().requestIs(null);
            return answered(done, by, now, "cancellation.withdrawn");
        });
    }

    /** A6: the seller says no, and why. */
    Uni<Done> refuse(Caller caller, UUID id, String explanation) {
        return act(caller, id, Role.SELLER, OrderAction.REFUSE_CANCELLATION, done -> {
            Actor by = caller.as(Role.SELLER);
            Instant now = Timestamps.now(clock);
            done.cancellation().row().become(CancellationStatus.REFUSED, by.subject(), now);
            done.cancellation().row().explanation = explanation;
            done.order().requestIs(null);
            return answered(done, by, now, "cancellation.refused");
        });
    }

    /** A8: the seller agrees; the units leave the order and their money goes back. */
    Uni<Done> approve(Caller caller, UUID id) {
        return act(caller, id, Role.SELLER, OrderAction.APPROVE_CANCELLATION, done -> {
            Actor by = caller.as(Role.SELLER);
            Instant now = Timestamps.now(clock);
            return approved(done, by, now);
        });
    }

    /** A6: the seller was silent for so long that the policy takes it for consent. The caller has the order locked. */
    Uni<Void> approveSilence(Order order, UUID id, Actor by, Instant now) {
        return store.find(order.id(), id)
                .chain(loaded -> Steps.when(
                        loaded != null && loaded.row().status == CancellationStatus.PENDING,
                        () -> approved(new Done(order, loaded), by, now).replaceWithVoid()));
    }

    private Uni<Done> approved(Done done, Actor by, Instant now) {
        CancellationRow row = done.cancellation().row();
        Order order = done.order();
        row.become(CancellationStatus.APPROVED, by.subject(), now);
        Map<Integer, Integer> units =
                row.whole ? order.openUnits() : done.cancellation().units();
        Money worth = order.cancelUnits(units, CancelledBy.AGREEMENT, now);
        order.requestIs(null);
        row.amount = worth.min(order.refundable()).minor();
        return liabilities
                .find(order, row, false, now)
                .chain(() -> liabilities.fine(order, row, worth, by, now))
                .chain(() -> refunds.request(order, worth, RefundCause.CANCELLATION, null, by, now))
                .chain(() -> answered(done, by, now, "cancellation.approved"));
    }

    /** Whoever answers, nobody waits for it any more. */
    private Uni<Done> answered(Done done, Actor by, Instant now, String event) {
        return deadlines
                .dropOf(done.order().id(), done.cancellation().row().id.toString())
                .chain(() -> save(done, by, now, event));
    }

    @Override
    public Uni<@Nullable Open> contest(Order order, Map<Integer, Integer> declared, Instant now) {
        if (order.openRequest() == null) {
            return Uni.createFrom().nullItem();
        }
        return store.open(order).chain(loaded -> {
            if (loaded == null) {
                throw new IllegalStateException("Order " + order.id() + " says it has a request, and has none");
            }
            CancellationRow row = loaded.row();
            Map<Integer, Integer> wanted = row.whole ? order.openUnits() : loaded.units();
            Open open = new Open(row.id, row.requestedAt);
            if (row.status == CancellationStatus.CONTESTED) {
                return Uni.createFrom().item(row.whole || touches(wanted, order.unitsLeft(), declared) ? open : null);
            }
            if (!touches(wanted, order.openUnits(), declared)) {
                return Uni.createFrom().nullItem();
            }
            row.become(CancellationStatus.CONTESTED, order.terms().sellerId(), now);
            order.requestIs(RequestState.CONTESTED);
            return deadlines.dropOf(order.id(), row.id.toString()).replaceWith(open);
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

    @Override
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

    /** A14. Does nothing when no request is open. */
    @Override
    public Uni<Void> tooLate(Order order, Instant now) {
        return end(order, CancellationStatus.TOO_LATE, now);
    }

    /** A26: the administration cancelled the order. Does nothing when no request is open. */
    public Uni<Void> upheld(Order order, Instant now) {
        return end(order, CancellationStatus.UPHELD, now);
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

    private Uni<Void> end(Order order, CancellationStatus how, Instant now) {
        return store.open(order).chain(loaded -> {
            if (loaded == null || !loaded.row().status.canBecome(how)) {
                return Steps.nothing();
            }
            loaded.row().become(how, "system", now);
            order.requestIs(null);
            return deadlines
                    .dropOf(order.id(), loaded.row().id.toString())
                    .chain(() -> Steps.when(
                            how == CancellationStatus.EXPIRED_APPROVED,
                            () -> liabilities.find(order, loaded.row(), true, now)));
        });
    }

    private Uni<Done> act(
            Caller caller, UUID id, Role role, OrderAction action, java.util.function.Function<Done, Uni<Done>> verb) {
        return store.orderOf(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("cancellation").asException())
                .chain(orderId -> access.lock(caller, orderId))
                .chain(order -> {
                    refuseStrangers(caller, order, role);
                    return store.find(order.id(), id).chain(loaded -> {
                        if (loaded == null) {
                            throw Refusal.notFound("cancellation").asException();
                        }
                        refuseUnlessOpen(order, loaded.row(), action, role);
                        return verb.apply(new Done(order, loaded));
                    });
                });
    }

    private static void refuseStrangers(Caller caller, Order order, Role role) {
        boolean his = role == Role.BUYER
                ? OrderAccess.isBuyer(caller, order.terms().buyerId()) || caller.isAny(Role.AGENT)
                : OrderAccess.isSeller(caller, order.terms().sellerId());
        if (!his) {
            throw Refusal.notFound("cancellation").asException();
        }
    }

    private static void refuseUnlessOpen(Order order, CancellationRow row, OrderAction action, Role role) {
        if (row.status != CancellationStatus.PENDING) {
            throw order.notNow("REQUEST_" + row.status, "The request is " + row.status, Set.of(role))
                    .asException();
        }
        order.refusalOf(action, Set.of(role)).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    private Uni<Done> save(Done done, Actor by, Instant now, String event) {
        CancellationRow row = done.cancellation().row();
        return orders.save(done.order(), by, now, event, "cancellations/" + row.id, data(done.order(), row))
                .replaceWith(done);
    }

    /** What events say of a request: nothing that the seller must not see (A12). */
    static Map<String, Object> data(Order order, CancellationRow row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("orderId", order.id());
        data.put("cancellationId", row.id.toString());
        data.put("status", row.status.name());
        data.put("reason", row.reason.name());
        data.put("amount", new Money(row.amount, order.terms().currency()).text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("orderStatus", order.status().name());
        return data;
    }
}
