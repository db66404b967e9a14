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
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.provider.PaymentProvider.Instruction;
import dev.countermand.payment.refund.RefundStatus;
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

        Instruction instruction() {
            return new Instruction(
                    refund.id,
                    payment.providerReference,
                    new Money(refund.amount, order.terms().currency()));
        }
    }

    private final Sessions sessions;
    private final PaymentStore store;
    private final OrderStore orders;
    private final Deadlines deadlines;
    private final DueDeadlines dueDeadlines;
    private final Journal journal;
    private final InstantSource clock;
    private final Duration askEvery;

    RefundSteps(
            Sessions sessions,
            PaymentStore store,
            OrderStore orders,
            Deadlines deadlines,
            DueDeadlines dueDeadlines,
            Journal journal,
            InstantSource clock,
            @ConfigProperty(name = "countermand.refunds.ask-every") Duration askEvery) {
        this.sessions = sessions;
        this.store = store;
        this.orders = orders;
        this.deadlines = deadlines;
        this.dueDeadlines = dueDeadlines;
        this.journal = journal;
        this.clock = clock;
        this.askEvery = askEvery;
    }

    /** The refund that the deadline is about, read in a session that is over when this returns. */
    Uni<UnderWay> read(Deadline deadline) {
        return sessions.inSession(() -> load(deadline));
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
        return tell(at).chain(() -> askLater(at));
    }

    Uni<Void> sent(UnderWay at, Instant when) {
        RefundRow refund = at.refund();
        if (refund.sentAt != null) {
            return Steps.nothing();
        }
        refund.become(RefundStatus.SENT);
        refund.sentAt = when;
        Refunds.expect(refund, at.order().policy(), at.payment().method, when);
        return tell(at);
    }

    /** A22: asked about until it has arrived, and handed to support when that takes too long. */
    Uni<Void> awaitArrival(UnderWay at) {
        var policy = at.order().policy();
        Instant sentAt = Objects.requireNonNull(at.refund().sentAt);
        Instant late = policy.businessDays().plus(sentAt, policy.refunds().escalateAfterBusinessDays());
        return set(at, DeadlineKind.ESCALATE_REFUND, late).chain(() -> askLater(at));
    }

    Uni<Void> arrived(UnderWay at, Instant when) {
        at.refund().become(RefundStatus.ARRIVED);
        at.refund().arrivedAt = when;
        return deadlines.dropOf(at.refund().orderId, at.refund().id.toString()).chain(() -> tell(at));
    }

    /** A provider's no, or silence, is tried again, later each time, until support must look after it. */
    Uni<Void> failed(UnderWay at, String why) {
        RefundRow refund = at.refund();
        if (refund.status == RefundStatus.ESCALATED) {
            // It is before a person already, who reads what the provider says now.
            refund.note = why;
            return Steps.nothing();
        }
        refund.attempts++;
        if (refund.attempts >= at.order().policy().refunds().attemptsBeforeEscalation()) {
            return escalate(at, why);
        }
        if (refund.status != RefundStatus.FAILED) {
            refund.become(RefundStatus.FAILED);
        }
        Instant again = at.now().plus(askEvery.multipliedBy(1L << refund.attempts));
        return set(at, DeadlineKind.SUBMIT_REFUND, again).chain(() -> tell(at));
    }

    Uni<Void> escalate(UnderWay at, String why) {
        at.refund().become(RefundStatus.ESCALATED);
        at.refund().note = why;
        return tell(at);
    }

    private Uni<Void> askLater(UnderWay at) {
        return set(at, DeadlineKind.CHECK_REFUND, at.now().plus(askEvery));
    }

    private Uni<Void> set(UnderWay at, DeadlineKind kind, Instant due) {
        return deadlines.set(at.refund().orderId, kind, at.refund().id.toString(), due, at.now());
    }

    /** What has become of it names the event. */
    private Uni<Void> tell(UnderWay at) {
        RefundRow refund = at.refund();
        return journal.write(new Act(
                        ACTOR,
                        refund.status.event(),
                        refund.orderId,
                        Refunds.subject(refund),
                        null,
                        at.now(),
                        Refunds.data(refund, at.order())))
                .invoke(() -> refund.movedFrom = null);
    }
}
