package dev.countermand.payment;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.Order;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries refunds to their provider and asks what became of them (A22). The provider is called outside of any
 * transaction; what it said is then written in one. A crash in between repeats the call, which the provider knows by the
 * refund's id.
 */
@ApplicationScoped
class RefundProgress implements DeadlineHandler {

    private static final Actor ACTOR = Actor.system("refunds");

    /** What a refund needs to be carried on. */
    private record Loaded(Order order, RefundRow refund, PaymentRow payment) {}

    private final Sessions sessions;
    private final PaymentStore store;
    private final OrderStore orders;
    private final PaymentProviders providers;
    private final Deadlines deadlines;
    private final Journal journal;
    private final InstantSource clock;
    private final Duration askEvery;

    RefundProgress(
            Sessions sessions,
            PaymentStore store,
            OrderStore orders,
            PaymentProviders providers,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock,
            @ConfigProperty(name = "countermand.refunds.ask-every") Duration askEvery) {
        this.sessions = sessions;
        this.store = store;
        this.orders = orders;
        this.providers = providers;
        this.deadlines = deadlines;
        this.journal = journal;
        this.clock = clock;
        this.askEvery = askEvery;
    }

    @Override
    public Set<DeadlineKind> kinds() {
        return Set.of(
                DeadlineKind.SUBMIT_REFUND,
                DeadlineKind.CHECK_REFUND,
                DeadlineKind.ESCALATE_REFUND,
                DeadlineKind.REPAY_REFUND);
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return sessions.inTransaction(() -> load(deadline)).chain(loaded -> switch (deadline.kind()) {
            case SUBMIT_REFUND -> submit(deadline, loaded);
            case CHECK_REFUND -> ask(deadline, loaded);
            case ESCALATE_REFUND -> write(deadline, refund -> escalate(refund, "not arrived in time (A22)"));
            case REPAY_REFUND -> write(deadline, this::overdue);
            default -> throw new IllegalStateException("not a deadline of a refund: " + deadline.kind());
        });
    }

    private Uni<Loaded> load(Deadline deadline) {
        return orders.find(deadline.orderId())
                .chain(order -> store.refund(UUID.fromString(deadline.subject()))
                        .chain(refund -> store.payment(refund.orderId, refund.paymentId)
                                .map(payment -> new Loaded(Objects.requireNonNull(order), refund, payment))));
    }

    private static PaymentProvider.Instruction instruction(Loaded loaded) {
        return new PaymentProvider.Instruction(
                loaded.refund().id,
                loaded.payment().providerReference,
                new Money(loaded.refund().amount, loaded.order().terms().currency()));
    }

    private Uni<Void> submit(Deadline deadline, Loaded loaded) {
        Optional<PaymentProvider> provider = providers.named(loaded.payment().provider);
        if (provider.isEmpty()) {
            String why = "no payment provider " + loaded.payment().provider + " is in use here";
            return write(deadline, refund -> escalate(refund, why));
        }
        return provider.get()
                .submit(instruction(loaded))
                .chain(reference -> write(deadline, refund -> submitted(refund, reference)))
                .onFailure(ProviderUnavailable.class)
                .recoverWithUni(failure ->
                        write(deadline, refund -> failed(refund, String.valueOf(failure.getMessage()))));
    }

    private Uni<Void> ask(Deadline deadline, Loaded loaded) {
        RefundRow refund = loaded.refund();
        String reference = Objects.requireNonNull(refund.reference, "a refund that is asked about was submitted");
        Instant submittedAt = Objects.requireNonNull(refund.submittedAt);
        PaymentProvider provider = providers
                .named(loaded.payment().provider)
                .orElseThrow(() -> new IllegalStateException("Provider " + loaded.payment().provider + " is gone"));
        return provider.ask(new PaymentProvider.Submitted(instruction(loaded), reference, submittedAt))
                .chain(progress -> switch (progress) {
                    case Progress.Pending ignored -> askAgain(deadline);
                    case Progress.Sent sent ->
                        refund.status == RefundStatus.SUBMITTED
                                ? write(deadline, row -> sent(row, sent.at()).chain(() -> awaitArrival(row)))
                                : askAgain(deadline);
                    case Progress.Arrived arrived ->
                        write(deadline, row -> sent(row, arrived.sentAt()).chain(() -> arrived(row, arrived.at())));
                    case Progress.Declined declined -> write(deadline, row -> failed(row, declined.reason()));
                });
    }

    private Uni<Void> askAgain(Deadline deadline) {
        return sessions.inTransaction(
                () -> deadlines.postpone(deadline, Timestamps.now(clock).plus(askEvery)));
    }

    /** One transaction: the deadline is taken away, the refund moves on, audit and event say so. */
    private Uni<Void> write(Deadline deadline, java.util.function.Function<Changing, Uni<Void>> change) {
        return sessions.inTransaction(() -> deadlines
                .finish(deadline)
                .chain(mine -> Steps.when(
                        mine,
                        () -> load(deadline)
                                .chain(loaded -> change.apply(new Changing(loaded, Timestamps.now(clock)))))));
    }

    /** A refund inside the transaction that moves it on. */
    private record Changing(Loaded loaded, Instant now) {
        RefundRow row() {
            return loaded.refund();
        }
    }

    private Uni<Void> submitted(Changing refund, String reference) {
        refund.row().become(RefundStatus.SUBMITTED);
        refund.row().submittedAt = refund.now();
        refund.row().reference = reference;
        return tell(refund, "refund.submitted").chain(() -> askLater(refund));
    }

    private Uni<Void> sent(Changing refund, Instant at) {
        RefundRow row = refund.row();
        if (row.sentAt != null) {
            return Steps.nothing();
        }
        row.become(RefundStatus.SENT);
        row.sentAt = at;
        Refunds.expect(row, refund.loaded().order().policy(), refund.loaded().payment().method, at);
        return tell(refund, "refund.sent");
    }

    /** A22: asked about until it has arrived, and handed to support when that takes too long. */
    private Uni<Void> awaitArrival(Changing refund) {
        RefundRow row = refund.row();
        Policy policy = refund.loaded().order().policy();
        Instant sentAt = Objects.requireNonNull(row.sentAt);
        Instant late = policy.businessDays().plus(sentAt, policy.refunds().escalateAfterBusinessDays());
        return deadlines
                .set(row.orderId, DeadlineKind.ESCALATE_REFUND, row.id.toString(), late, refund.now())
                .chain(() -> askLater(refund));
    }

    private Uni<Void> arrived(Changing refund, Instant at) {
        refund.row().become(RefundStatus.ARRIVED);
        refund.row().arrivedAt = at;
        return deadlines
                .dropOf(refund.row().orderId, refund.row().id.toString())
                .chain(() -> tell(refund, "refund.arrived"));
    }

    /** A provider's no is tried again, later each time, until support must look after it. */
    private Uni<Void> failed(Changing refund, String why) {
        RefundRow row = refund.row();
        row.attempts++;
        int most = refund.loaded().order().policy().refunds().attemptsBeforeEscalation();
        if (row.attempts >= most) {
            return escalate(refund, why);
        }
        if (row.status != RefundStatus.FAILED) {
            row.become(RefundStatus.FAILED);
        }
        Instant again = refund.now().plus(askEvery.multipliedBy(1L << row.attempts));
        return deadlines
                .set(row.orderId, DeadlineKind.SUBMIT_REFUND, row.id.toString(), again, refund.now())
                .chain(() -> tell(refund, "refund.failed"));
    }

    /** D4: the law wants the money back with the buyer by now; what the provider has sent is on its way. */
    private Uni<Void> overdue(Changing refund) {
        return Steps.when(
                refund.row().status.canBecome(RefundStatus.ESCALATED) && refund.row().sentAt == null,
                () -> escalate(refund, "not repaid within the law's time (D4)"));
    }

    private Uni<Void> escalate(Changing refund, String why) {
        refund.row().become(RefundStatus.ESCALATED);
        refund.row().note = why;
        return tell(refund, "refund.escalated");
    }

    private Uni<Void> askLater(Changing refund) {
        return deadlines.set(
                refund.row().orderId,
                DeadlineKind.CHECK_REFUND,
                refund.row().id.toString(),
                refund.now().plus(askEvery),
                refund.now());
    }

    private Uni<Void> tell(Changing refund, String event) {
        return journal.write(Refunds.act(refund.row(), refund.loaded().order(), ACTOR, refund.now(), event));
    }
}
