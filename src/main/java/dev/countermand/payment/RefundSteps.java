package dev.countermand.payment;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.deadline.DueDeadlines;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Spoken;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.ledger.Ledger;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.refund.RefundStatus;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The steps of a refund that is under way (A22), as its deadlines and jobs take them: each in one transaction that
 * finishes the deadline, moves the refund on, and says so in audit and event.
 */
@ApplicationScoped
class RefundSteps {

    private static final Actor ACTOR = Actor.system("refunds");

    /** A refund with what it needs to be carried on. */
    record UnderWay(Order order, RefundRow refund, PaymentRow payment, Instant now) {

        /** Of the round that is under way. */
        RefundKey key() {
            return new RefundKey(refund.id, refund.round);
        }

        Instruction instruction() {
            return new Instruction(
                    key(),
                    payment.providerReference,
                    new Money(refund.amount, order.terms().currency()));
        }
    }

    private final Sessions sessions;
    private final PaymentStore store;
    private final OrderStore orders;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final DueDeadlines dueDeadlines;
    private final Journal journal;
    private final InstantSource clock;
    private final Duration askEvery;

    RefundSteps(
            Sessions sessions,
            PaymentStore store,
            OrderStore orders,
            Ledger ledger,
            Deadlines deadlines,
            DueDeadlines dueDeadlines,
            Journal journal,
            InstantSource clock,
            @ConfigProperty(name = "countermand.refunds.ask-every") Duration askEvery) {
        this.sessions = sessions;
        this.store = store;
        this.orders = orders;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.dueDeadlines = dueDeadlines;
        this.journal = journal;
        this.clock = clock;
        this.askEvery = askEvery;
    }

    /** The refund that the deadline is about, read in a transaction that is over when this returns. */
    Uni<UnderWay> read(Deadline deadline) {
        return sessions.inTransaction(() -> load(deadline));
    }

    /** Takes a step of the refund, unless another has finished the deadline before. */
    Uni<Void> take(Deadline deadline, Function<UnderWay, Uni<Void>> step) {
        return sessions.inTransaction(() -> dueDeadlines
                .finish(deadline)
                .chain(mine -> Steps.when(mine, () -> load(deadline).chain(step::apply))));
    }

    private Uni<UnderWay> load(Deadline deadline) {
        return orders.find(deadline.orderId())
                .chain(order -> store.refund(UUID.fromString(deadline.subject()))
                        .chain(refund -> store.payment(refund.orderId, refund.paymentId)
                                .map(payment -> new UnderWay(
                                        Objects.requireNonNull(order), refund, payment, Timestamps.now(clock)))));
    }

    /** The provider is asked again at the next turn. */
    Uni<Void> askAgain(Deadline deadline) {
        return sessions.inTransaction(
                () -> dueDeadlines.postpone(deadline, Timestamps.now(clock).plus(askEvery)));
    }

    Uni<Void> submitted(UnderWay at, String reference) {
        at.refund().become(RefundStatus.SUBMITTED);
        at.refund().submittedAt = at.now();
        at.refund().reference = reference;
        Policy policy = at.order().policy();
        Instant late = policy.businessDays().plus(at.now(), policy.refunds().escalateUnsentAfterBusinessDays());
        return tell(at).chain(() -> escalateAt(at, late)).chain(() -> askLater(at));
    }

    Uni<Void> sent(UnderWay at, Instant when) {
        RefundRow refund = at.refund();
        if (refund.sentAt != null) {
            return Steps.nothing();
        }
        if (done(refund)) {
            return contradicted(at, "It was sent");
        }
        refund.become(RefundStatus.SENT);
        refund.sentAt = when;
        Refunds.expect(refund, at.order().policy(), at.payment().method, when);
        return ledger.sent(at.order(), Refunds.booked(refund, at.order()), at.now())
                .chain(() -> tell(at));
    }

    /** A22: asked about until it has arrived, and handed to support when that takes too long. */
    Uni<Void> awaitArrival(UnderWay at) {
        if (at.refund().status != RefundStatus.SENT) {
            return Steps.nothing();
        }
        Policy policy = at.order().policy();
        Instant sentAt = Objects.requireNonNull(at.refund().sentAt);
        Instant late = policy.businessDays().plus(sentAt, policy.refunds().escalateAfterBusinessDays());
        return escalateAt(at, late).chain(() -> askLater(at));
    }

    Uni<Void> arrived(UnderWay at, Instant when) {
        if (done(at.refund())) {
            return contradicted(at, "It has arrived");
        }
        if (!at.refund().status.canBecome(RefundStatus.ARRIVED)) {
            return Steps.nothing();
        }
        at.refund().become(RefundStatus.ARRIVED);
        at.refund().arrivedAt = when;
        return deadlines.dropOf(at.refund().orderId, at.refund().id.toString()).chain(() -> tell(at));
    }

    /**
     * A definite no: nothing was done, and the next attempt is another one for the provider, who would say the same to the
     * same. It is tried again, later each time, until support must look after it.
     */
    Uni<Void> declined(UnderWay at, String why) {
        RefundRow refund = at.refund();
        String words = named(refund, why);
        if (!done(refund)) {
            refund.nextRound(at.now());
        }
        return ledger.cameBack(at.order(), refund.id, at.now()).chain(() -> unanswered(at, words));
    }

    /** Silence, or no way to a provider: what was asked for is asked for once more, later each time, as the same refund. */
    Uni<Void> unanswered(UnderWay at, String why) {
        RefundRow refund = at.refund();
        refund.providerWords = why;
        if (refund.status == RefundStatus.ESCALATED || done(refund)) {
            // It is before a person already, or was, who reads what the provider says now.
            return Steps.nothing();
        }
        refund.attempts++;
        return tryAgain(at, why);
    }

    private Uni<Void> tryAgain(UnderWay at, String why) {
        RefundRow refund = at.refund();
        if (refund.attempts >= at.order().policy().refunds().attemptsBeforeEscalation()) {
            return escalate(at, why);
        }
        if (refund.status != RefundStatus.FAILED) {
            refund.become(RefundStatus.FAILED);
        }
        Instant again = at.now().plus(askEvery.multipliedBy(1L << refund.attempts));
        return set(at, DeadlineKind.SUBMIT_REFUND, again).chain(() -> tell(at));
    }

    /** Puts it before a person (A20b); whatever is there already stays there. */
    Uni<Void> escalate(UnderWay at, String why) {
        RefundRow refund = at.refund();
        if (!refund.status.canBecome(RefundStatus.ESCALATED)) {
            return Steps.nothing();
        }
        refund.become(RefundStatus.ESCALATED);
        refund.escalatedAt = at.now();
        refund.providerWords = why;
        return tell(at);
    }

    /**
     * A20b: what the provider had taken, and may have sent, has failed for good. It is owed as before, and before a person:
     * whoever has it sent back once does not get it by the same way a second time.
     */
    Uni<Void> cameBack(UnderWay at, String why) {
        RefundRow refund = at.refund();
        String words = named(refund, "It came back: " + why);
        refund.providerWords = words;
        if (done(refund)) {
            return ledger.backAfterAll(at.order(), refund.id, at.now());
        }
        refund.nextRound(at.now());
        return ledger.cameBack(at.order(), refund.id, at.now())
                .chain(() -> deadlines.dropOf(refund.orderId, refund.id.toString()))
                .chain(() -> escalate(at, words));
    }

    /** With the provider's name for what it is about, which is not the refund's any more. */
    private static String named(RefundRow refund, String why) {
        return refund.reference == null ? why : refund.reference + ": " + why;
    }

    /** A person has said that it is paid or closed, and nothing of it is undone by what the provider says. */
    static boolean done(RefundRow refund) {
        return refund.status == RefundStatus.SETTLED || refund.status == RefundStatus.CLOSED;
    }

    /**
     * A20b: staff read what the provider says. What was paid in another way has gone twice, and the ledger says so; what was
     * closed may have been given back in another way since, and stays as it is.
     */
    private Uni<Void> contradicted(UnderWay at, String what) {
        RefundRow refund = at.refund();
        String words = what + ", as its provider says, after it was " + Spoken.name(refund.status);
        boolean known = words.equals(refund.providerWords);
        refund.providerWords = words;
        return Steps.when(
                        refund.status == RefundStatus.SETTLED,
                        () -> ledger.sentAfterAll(at.order(), Refunds.booked(refund, at.order()), at.now()))
                .chain(() -> Steps.when(!known, () -> tell(at, "refund.contradicted")));
    }

    private Uni<Void> escalateAt(UnderWay at, Instant due) {
        String subject = at.refund().id.toString();
        return deadlines
                .drop(at.refund().orderId, DeadlineKind.ESCALATE_REFUND, subject)
                .chain(() -> set(at, DeadlineKind.ESCALATE_REFUND, due));
    }

    private Uni<Void> askLater(UnderWay at) {
        return set(at, DeadlineKind.CHECK_REFUND, at.now().plus(askEvery));
    }

    private Uni<Void> set(UnderWay at, DeadlineKind kind, Instant due) {
        return deadlines.set(at.refund().orderId, kind, at.refund().id.toString(), due, at.now());
    }

    /** What has become of it names the event. */
    private Uni<Void> tell(UnderWay at) {
        return tell(at, at.refund().status.event());
    }

    private Uni<Void> tell(UnderWay at, String event) {
        RefundRow refund = at.refund();
        return journal.write(new Act(
                        ACTOR,
                        event,
                        refund.orderId,
                        Refunds.subject(refund),
                        null,
                        at.now(),
                        Refunds.data(refund, at.order())))
                .invoke(() -> refund.movedFrom = null);
    }
}
