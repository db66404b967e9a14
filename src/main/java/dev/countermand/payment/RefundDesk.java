package dev.countermand.payment;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.DeadlineKind;
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
import dev.countermand.order.OwningOrder;
import dev.countermand.payment.escalation.RefundActKind;
import dev.countermand.payment.escalation.RefundActs;
import dev.countermand.payment.escalation.RefundActs.Decided;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.PaymentProvider.Submitted;
import dev.countermand.payment.provider.PaymentProvider.Taking;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.refund.RefundStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A20b: a refund that could not be made stands before a person, who has it tried again, pays it in another way, or closes it
 * with a reason. Only what is {@code ESCALATED} can be acted upon; everything else is refused with the status that it has.
 * Nor is anything decided while its provider is being called, or while nobody knows whether they have made it: what is paid
 * in another way or given up would go twice.
 */
@ApplicationScoped
class RefundDesk {

    private final OrderAccess access;
    private final OrderStore orders;
    private final PaymentStore store;
    private final Refunds refunds;
    private final RefundActs acts;
    private final ChargebackDesk chargebacks;
    private final Ledger ledger;
    private final PaymentReader reader;
    private final Deadlines deadlines;
    private final PaymentProviders providers;
    private final Sessions sessions;
    private final InstantSource clock;

    RefundDesk(
            OrderAccess access,
            OrderStore orders,
            PaymentStore store,
            Refunds refunds,
            RefundActs acts,
            ChargebackDesk chargebacks,
            Ledger ledger,
            PaymentReader reader,
            Deadlines deadlines,
            PaymentProviders providers,
            Sessions sessions,
            InstantSource clock) {
        this.access = access;
        this.orders = orders;
        this.store = store;
        this.refunds = refunds;
        this.acts = acts;
        this.chargebacks = chargebacks;
        this.ledger = ledger;
        this.reader = reader;
        this.deadlines = deadlines;
        this.providers = providers;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What was decided, of the refund that it is about; it is locked with its order. */
    private record At(Order order, PaymentRow payment, RefundRow refund, Actor by, Instant now) {}

    /** Does it, and gives the refund as it is then. */
    @WithTransaction
    Uni<PaymentReader.SeenRefund> decide(UUID id, Decided decided, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        Instant now = Timestamps.now(clock);
        // What its provider says at this moment comes before it, or after it: the refund is read once its order is
        // locked.
        return OwningOrder.of("RefundRow", id, "refund")
                .chain(orderId -> access.lock(caller, orderId))
                .chain(order -> store.refund(id)
                        .map(Objects::requireNonNull)
                        .invoke(RefundDesk::mustBeEscalated)
                        .chain(row -> store.payment(row.orderId, row.paymentId)
                                .map(payment -> new At(order, payment, row, by, now))))
                .call(this::mustNotBeUnderWay)
                .invoke(at -> mustBeKnown(at.refund(), decided))
                .chain(at -> deadlines
                        .dropOf(at.order().id(), id.toString())
                        .chain(() -> act(at, decided))
                        .chain(() -> acts.add(at.order().id(), id, decided, by.subject(), now))
                        .chain(() -> Panache.getSession().chain(session -> session.flush()))
                        .chain(() -> reader.seen(at.order(), at.refund())));
    }

    private static void mustBeEscalated(RefundRow row) {
        if (row.status != RefundStatus.ESCALATED) {
            throw notNow(
                    row,
                    "REFUND_NOT_ESCALATED",
                    "Only a refund that is before a person can be decided upon; this one is not (A20b)");
        }
    }

    /** What was never claimed is not handed over any more; what was may be with its provider at this moment. */
    private Uni<Void> mustNotBeUnderWay(At at) {
        String orderId = at.order().id();
        String id = at.refund().id.toString();
        return deadlines
                .dropUntouched(orderId, DeadlineKind.SUBMIT_REFUND, id)
                .chain(() -> deadlines.runs(orderId, DeadlineKind.SUBMIT_REFUND, id))
                .invoke(running -> {
                    if (running) {
                        throw notNow(
                                at.refund(),
                                "REFUND_UNDER_WAY",
                                "Its provider is being called at this moment, and may be making it: look at it again in a"
                                        + " minute (A20b)");
                    }
                })
                .replaceWithVoid();
    }

    private static void mustBeKnown(RefundRow row, Decided decided) {
        if (row.isUnknown() && decided.kind() != RefundActKind.ARRIVED && !decided.notAtProvider()) {
            throw notNow(
                    row,
                    "REFUND_OUTCOME_UNKNOWN",
                    "Its provider was called and has not answered, so it may have been made. They go on being asked, and"
                            + " what they say ends this. If you have looked at the provider's and it is not there, say so"
                            + " with notAtProvider (A20b)");
        }
    }

    /**
     * A20b: before it is closed, what its provider has and has not sent is taken back there, outside of any transaction. Does
     * nothing where there is nothing to take back, or no such call: then what they do all the same is told.
     */
    Uni<Void> takeBack(UUID id) {
        return sessions.inSession(() -> store.refund(id)
                        .chain(row -> row == null
                                ? Uni.createFrom().<Theirs>nullItem()
                                : store.payment(row.orderId, row.paymentId)
                                        .chain(payment -> orders.briefs(List.of(row.orderId))
                                                .map(briefs -> theirs(row, payment, briefs)))))
                .chain(theirs -> Steps.given(theirs, this::takeBack));
    }

    /** A refund that a provider has, as far as we know. */
    private record Theirs(RefundRow refund, String provider, Submitted submitted) {}

    private static @Nullable Theirs theirs(
            RefundRow row, @Nullable PaymentRow payment, Map<String, OrderStore.Brief> briefs) {
        OrderStore.Brief order = briefs.get(row.orderId);
        String reference = row.reference;
        Instant submittedAt = row.submittedAt;
        boolean unsent = row.status == RefundStatus.ESCALATED && row.sentAt == null;
        if (payment == null || order == null || !unsent || reference == null || submittedAt == null) {
            return null;
        }
        Instruction instruction =
                new Instruction(row.key(), payment.providerReference, new Money(row.amount, order.currency()));
        return new Theirs(row, payment.provider, new Submitted(instruction, reference, submittedAt));
    }

    private Uni<Void> takeBack(Theirs theirs) {
        return providers
                .named(theirs.provider())
                .map(provider -> provider.takeBack(theirs.submitted()))
                .orElseGet(() -> Uni.createFrom().item(new Taking.Impossible()))
                .onFailure(ProviderUnavailable.class)
                .transform(failure -> notNow(
                        theirs.refund(),
                        "PROVIDER_UNAVAILABLE",
                        "It cannot be taken back at this moment: " + failure.getMessage() + ". Close it later (A20b)"))
                .invoke(taking -> {
                    if (taking instanceof Taking.Kept kept) {
                        throw notNow(
                                theirs.refund(),
                                "REFUND_AT_PROVIDER",
                                "Its provider has it and does not give it back: " + kept.reason()
                                        + ". Wait for what they say, or say how it was paid (A20b)");
                    }
                })
                .replaceWithVoid();
    }

    private static RuntimeException notNow(RefundRow row, String code, String detail) {
        return Refusal.notNow(code, detail, row.status.name(), null).asException();
    }

    private Uni<Void> act(At at, Decided decided) {
        return switch (decided.kind()) {
            case RETRIED -> retry(at);
            case ARRIVED -> arrive(at, decided);
            case SETTLED -> settle(at, decided);
            case CLOSED -> close(at, decided);
        };
    }

    /**
     * It goes to its provider once more: as the same refund, unless they have said no to that for good. What they had sent has
     * left all the while: only their word that it came back ends that.
     */
    private Uni<Void> retry(At at) {
        RefundRow row = at.refund();
        row.become(RefundStatus.REQUESTED);
        row.attempts = 0;
        row.missingSince = null;
        Refunds.handOver(row, at.order().policy(), at.now());
        row.escalatedAt = null;
        Refunds.expect(row, at.order().policy(), at.payment().method, at.now());
        return deadlines
                .set(at.order().id(), DeadlineKind.SUBMIT_REFUND, row.id.toString(), at.now(), at.now())
                .chain(() -> tell(at, Map.of()));
    }

    /** Nothing moves: what was sent is with the buyer. */
    private Uni<Void> arrive(At at, Decided decided) {
        if (at.refund().sentAt == null) {
            throw notNow(
                    at.refund(),
                    "REFUND_NOT_SENT",
                    "It was never sent, as far as anybody knows: try it again, or say how it was paid (A20b)");
        }
        at.refund().become(RefundStatus.ARRIVED);
        at.refund().arrivedAt = at.now();
        return tell(at, Map.of("reason", String.valueOf(decided.statement())));
    }

    private Uni<Void> settle(At at, Decided decided) {
        at.refund().become(RefundStatus.SETTLED);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("settledBy", String.valueOf(decided.how()));
        data.put("settledReference", String.valueOf(decided.reference()));
        return ledger.refundSettled(at.order(), Refunds.booked(at.refund(), at.order()), at.now())
                .chain(() -> tell(at, data));
    }

    /** What it would have given is there again; what the bank has taken twice is then counted once (A20a). */
    private Uni<Void> close(At at, Decided decided) {
        Map<String, Object> data = Map.of("reason", String.valueOf(decided.statement()));
        return ledger.isOut(at.order(), at.refund().id)
                .invoke(out -> {
                    if (out || at.refund().sentAt != null) {
                        throw notNow(
                                at.refund(),
                                "REFUND_WAS_SENT",
                                "It was sent, and its money would be given back twice: say that it arrived, or how it was"
                                        + " paid (A22)");
                    }
                })
                .chain(() -> refunds.close(at.order(), at.payment(), at.refund(), at.now()))
                .chain(() -> chargebacks.recount(at.order(), at.payment(), at.now()))
                .chain(() -> orders.save(
                        at.order(), at.by(), at.now(), at.refund().status.event(), Refunds.subject(at.refund()), data))
                .replaceWithVoid();
    }

    /** Nothing of the order has changed: what was owed is on its way, or paid. */
    private Uni<Void> tell(At at, Map<String, Object> said) {
        at.order().tell(at.refund().status.event(), Refunds.subject(at.refund()), () -> {
            Map<String, Object> data = Refunds.data(at.refund(), at.order());
            data.putAll(said);
            return data;
        });
        return orders.tell(at.order(), at.by(), at.now());
    }
}
