package dev.countermand.cancellation;

import dev.countermand.cancellation.liability.LiabilityFinding.Ending;
import dev.countermand.cancellation.state.AskedUnits;
import dev.countermand.cancellation.state.CancellationStatus;
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
import dev.countermand.kernel.Words;
import dev.countermand.order.Order;
import dev.countermand.order.OrderAccess;
import dev.countermand.order.OrderEvent;
import dev.countermand.order.OrderFlow;
import dev.countermand.order.OrderStore;
import dev.countermand.order.state.CancelledBy;
import dev.countermand.order.state.OrderAction;
import dev.countermand.order.state.RequestState;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.refund.RefundCause;
import dev.countermand.policy.Liability;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What buyer and seller say to a request that waits (A6 to A8). Of one that is pending for one part and contested for another
 * (A4) the buyer takes back both and the seller agrees to both; a refusal, and silence, are about what is pending: of what is
 * declared the carrier decides (A13).
 */
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

    /**
     * The seller's answer to one of many, as they see it then.
     *
     * @param refusal why not; null where they agree
     * @param reasonConfirmed as to {@link #approve}
     */
    public Uni<SeenCancellation> answer(
            Caller caller, UUID id, @Nullable String refusal, @Nullable Boolean reasonConfirmed) {
        return (refusal == null ? approve(caller, id, reasonConfirmed) : refuse(caller, id, refusal))
                .map(done -> new SeenCancellation(
                        done.cancellation(), done.order().terms().currency(), true, null));
    }

    /** A7: the buyer resumes the order, as if nothing had been asked. */
    Uni<Done> withdraw(Caller caller, UUID id) {
        return act(caller, id, Role.BUYER, OrderAction.WITHDRAW_CANCELLATION, done -> {
            Actor by = OrderAccess.buyerOrAgent(caller, done.order());
            Instant now = Timestamps.now(clock);
            CancellationRow row = done.cancellation().row();
            row.parts = done.cancellation().asked(done.order()).end(CancellationStatus.WITHDRAWN);
            row.become(done.order(), CancellationStatus.WITHDRAWN, by.subject(), now);
            done.order().requestIs(null);
            return answered(done, by, now, "cancellation.withdrawn");
        });
    }

    /** A6: the seller says no, and why; of what they have declared shipped the carrier decides (A13). */
    Uni<Done> refuse(Caller caller, UUID id, String explanation) {
        return act(caller, id, Role.SELLER, OrderAction.REFUSE_CANCELLATION, done -> {
            Actor by = caller.as(Role.SELLER);
            Instant now = Timestamps.now(clock);
            CancellationRow row = done.cancellation().row();
            AskedUnits asked = done.cancellation().asked(done.order());
            row.explanation = explanation;
            if (!asked.in(CancellationStatus.CONTESTED).isEmpty()) {
                row.parts = asked.move(CancellationStatus.PENDING, CancellationStatus.REFUSED);
                return partlyAnswered(done, by, now, "cancellation.partly-refused");
            }
            row.parts = asked.end(CancellationStatus.REFUSED);
            row.become(done.order(), CancellationStatus.REFUSED, by.subject(), now);
            done.order().requestIs(null);
            return answered(done, by, now, "cancellation.refused");
        });
    }

    /**
     * A8: the seller agrees; the units leave the order and their money goes back.
     *
     * @param reasonConfirmed whether they say that the reason is true (A12); null: they do not say
     */
    Uni<Done> approve(Caller caller, UUID id, @Nullable Boolean reasonConfirmed) {
        Ending ending = reasonConfirmed == null ? Ending.AGREED : reasonConfirmed ? Ending.CONFIRMED : Ending.DENIED;
        return act(caller, id, Role.SELLER, OrderAction.APPROVE_CANCELLATION, done -> {
            Actor by = caller.as(Role.SELLER);
            Instant now = Timestamps.now(clock);
            return approved(done, ending, by, now);
        });
    }

    /**
     * A6: the seller was silent for so long that the policy takes it for consent, to what is pending; what they have declared
     * shipped they have not been silent about. The caller has the order locked.
     */
    Uni<Void> approveSilence(Order order, UUID id, Actor by, Instant now) {
        return store.find(order.id(), id)
                .chain(loaded -> Steps.when(
                        loaded != null && loaded.row().status == CancellationStatus.PENDING,
                        () -> silence(new Done(order, Objects.requireNonNull(loaded)), by, now)));
    }

    private Uni<Done> silence(Done done, Actor by, Instant now) {
        Order order = done.order();
        CancellationRow row = done.cancellation().row();
        AskedUnits asked = done.cancellation().asked(order);
        if (asked.in(CancellationStatus.CONTESTED).isEmpty()) {
            return approved(done, Ending.BY_SILENCE, by, now);
        }
        row.parts = asked.move(CancellationStatus.PENDING, CancellationStatus.APPROVED);
        Map<Integer, Integer> pending = asked.in(CancellationStatus.PENDING);
        row.amount = 0;
        Money worth = order.callBack(pending, Map.of(), CancelledBy.AGREEMENT, now);
        return granted(done, worth, Ending.BY_SILENCE, by, now)
                .chain(() -> partlyAnswered(done, by, now, "cancellation.partly-approved"))
                .call(() -> flow.happened(order, new OrderEvent.UnitsLeft(), now));
    }

    private Uni<Done> approved(Done done, Ending ending, Actor by, Instant now) {
        CancellationRow row = done.cancellation().row();
        Order order = done.order();
        AskedUnits asked = done.cancellation().asked(order);
        row.parts = asked.end(CancellationStatus.APPROVED);
        row.become(order, CancellationStatus.APPROVED, by.subject(), now);
        // A13: also what is declared; its parcel is void with it.
        Map<Integer, Integer> declared = asked.in(CancellationStatus.CONTESTED);
        if (!asked.partlyGranted()) {
            row.amount = 0;
        }
        Money worth = order.callBack(asked.undecided(), declared, CancelledBy.AGREEMENT, now);
        order.requestIs(null);
        return granted(done, worth, ending, by, now)
                .chain(() -> answered(done, by, now, "cancellation.approved"))
                .call(() -> flow.happened(order, new OrderEvent.UnitsLeft(row.shipmentId), now));
    }

    /** A8, A12, A24: the money of units that have just left the order goes back, and it is found out who is to blame. */
    private Uni<Void> granted(Done done, Money worth, Ending ending, Actor by, Instant now) {
        CancellationRow row = done.cancellation().row();
        Order order = done.order();
        Money back = order.paidOf(worth);
        row.amount += back.minor();
        return liabilities
                .find(order, row, ending, now)
                .chain(() -> liabilities.fine(order, row, worth, by, now))
                .chain(() -> refunds.request(order, back, RefundCause.CANCELLATION, null, by, now))
                .replaceWithVoid();
    }

    /** What was pending is answered; the carrier decides about the rest, and its time to accept runs on (A13). */
    private Uni<Done> partlyAnswered(Done done, Actor by, Instant now, String event) {
        CancellationRow row = done.cancellation().row();
        row.become(done.order(), CancellationStatus.CONTESTED, by.subject(), now);
        done.order().requestIs(RequestState.CONTESTED);
        return deadlines
                .dropOf(done.order().id(), row.id.toString(), nothingToDeclare(done.order()))
                .chain(() -> save(done, by, now, event));
    }

    /** A9: when all that was open has left, nobody waits for a declaration. */
    static Set<DeadlineKind> nothingToDeclare(Order order) {
        return order.openUnits().isEmpty()
                ? EnumSet.of(DeadlineKind.DECLARE_SHIPMENT)
                : EnumSet.noneOf(DeadlineKind.class);
    }

    /** A12: a moderator says who is to blame for what was cancelled, where it is not the seller already. */
    Uni<Done> judge(Caller caller, UUID id, Liability liability, String statement) {
        Words.mustSayWhy(statement);
        return store.lock(access, caller, id)
                .chain(order -> store.find(order.id(), id).chain(loaded -> {
                    if (loaded == null) {
                        throw Refusal.notFound("cancellation").asException();
                    }
                    CancellationRow row = loaded.row();
                    refuseUnlessUndecided(order, row);
                    Actor by = caller.as(Role.MODERATOR, Role.LEAD);
                    Instant now = Timestamps.now(clock);
                    return liabilities
                            .rule(order, row, liability, statement, by, now)
                            .chain(() -> save(new Done(order, loaded), by, now, "cancellation.judged"));
                }));
    }

    private static void refuseUnlessUndecided(Order order, CancellationRow row) {
        Set<Role> staff = Set.of(Role.MODERATOR, Role.LEAD);
        boolean granted = switch (row.status) {
            case APPROVED, EXPIRED_APPROVED, UPHELD -> true;
            case PENDING, CONTESTED, REFUSED, WITHDRAWN, TOO_LATE -> false;
        };
        if (!granted) {
            throw order.notNow(
                            "REQUEST_" + row.status,
                            "Nothing was cancelled: the request is " + Spoken.name(row.status),
                            staff)
                    .asException();
        }
        if (row.sellerSees == Liability.SELLER) {
            throw order.notNow(
                            "SELLER_TO_BLAME",
                            "The seller is to blame already; what they were fined is undone by an appeal (A27)",
                            staff)
                    .asException();
        }
    }

    /** Whoever answers, nobody waits for it any more: neither for the seller's words nor for the carrier's scan (A13). */
    private Uni<Done> answered(Done done, Actor by, Instant now, String event) {
        Order order = done.order();
        Set<DeadlineKind> over = nothingToDeclare(order);
        over.add(DeadlineKind.CARRIER_ACCEPTANCE);
        // An order for which nothing waits drops them all when it is saved.
        return Steps.when(
                        !order.waitsForNothing(),
                        () -> deadlines.dropOf(
                                order.id(), done.cancellation().row().id.toString(), over))
                .chain(() -> save(done, by, now, event));
    }

    private Uni<Done> act(
            Caller caller, UUID id, Role role, OrderAction action, java.util.function.Function<Done, Uni<Done>> verb) {
        return store.lock(access, caller, id).chain(order -> {
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
        data.put("whole", row.whole);
        data.put("requestedBy", row.requestedBy);
        if (row.explanation != null) {
            data.put("explanation", row.explanation);
        }
        data.put("amount", new Money(row.amount, order.terms().currency()).text());
        data.put("currency", order.terms().currency().getCurrencyCode());
        data.put("orderStatus", order.status().name());
        if (row.awaiting != null) {
            data.put("awaiting", row.awaiting.name());
        }
        return data;
    }
}
