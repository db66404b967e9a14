package dev.countermand.cancellation;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What buyer and seller say to a request that waits (A6 to A8). */
@NeedsTransaction
@ApplicationScoped
public class CancellationAnswers {

    /** A request after an act, with its order. */
    record Done(Order order, CancellationStore.Loaded cancellation) {}

    private final CancellationStore store;
    private final OrderAccess access;
    private final OrderStore orders;
    private final Refunds refunds;
    private final Liabilities liabilities;
    private final Deadlines deadlines;
    private final OrderFlow flow;
    private final InstantSource clock;

    CancellationAnswers(
            CancellationStore store,
            OrderAccess access,
            OrderStore orders,
            Refunds refunds,
            Liabilities liabilities,
            Deadlines deadlines,
            OrderFlow flow,
            InstantSource clock) {
        this.store = store;
        this.access = access;
        this.orders = orders;
        this.refunds = refunds;
        this.liabilities = liabilities;
        this.deadlines = deadlines;
        this.flow = flow;
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
        boolean contested = row.status == CancellationStatus.CONTESTED;
        row.become(CancellationStatus.APPROVED, by.subject(), now);
        // A13: of a contested request also what is declared; its parcel is void with it.
        Map<Integer, Integer> asked = contested ? order.unitsLeft() : order.openUnits();
        Map<Integer, Integer> units = row.whole ? asked : done.cancellation().units();
        Money worth = order.callBack(units, CancelledBy.AGREEMENT, now);
        order.requestIs(null);
        Money back = order.paidOf(worth);
        row.amount = back.minor();
        return liabilities
                .find(order, row, false, now)
                .chain(() -> liabilities.fine(order, row, worth, by, now))
                .chain(() -> refunds.request(order, back, RefundCause.CANCELLATION, null, by, now))
                .chain(() -> answered(done, by, now, "cancellation.approved"))
                .call(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now));
    }

    /** Whoever answers, nobody waits for it any more: neither for the seller's words nor for the carrier's scan (A13). */
    private Uni<Done> answered(Done done, Actor by, Instant now, String event) {
        return deadlines
                .dropOf(done.order().id(), done.cancellation().row().id.toString())
                .chain(() -> deadlines.drop(done.order().id(), Set.of(DeadlineKind.CARRIER_ACCEPTANCE)))
                .chain(() -> save(done, by, now, event));
    }

    private Uni<Done> act(
            Caller caller, UUID id, Role role, OrderAction action, java.util.function.Function<Done, Uni<Done>> verb) {
        return store.orderOf(id).chain(orderId -> access.lock(caller, orderId)).chain(order -> {
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
        boolean theirs = role == Role.BUYER
                ? OrderAccess.isBuyer(caller, order.terms().buyerId()) || caller.isAny(Role.AGENT)
                : OrderAccess.isSeller(caller, order.terms().sellerId());
        if (!theirs) {
            throw Refusal.notFound("cancellation").asException();
        }
    }

    private static void refuseUnlessOpen(Order order, CancellationRow row, OrderAction action, Role role) {
        boolean answerable = row.status == CancellationStatus.PENDING
                // A13: contested is no trap.
                || row.status == CancellationStatus.CONTESTED && action != OrderAction.REFUSE_CANCELLATION;
        if (!answerable) {
            throw order.notNow("REQUEST_" + row.status, "The request is " + Spoken.name(row.status), Set.of(role))
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
