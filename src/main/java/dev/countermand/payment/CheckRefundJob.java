package dev.countermand.payment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.Deadlines;
import dev.countermand.payment.RefundSteps.UnderWay;
import dev.countermand.payment.news.NewsBook;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.PaymentProvider.Submitted;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.provider.RefundTruth;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A22: finds out what became of a refund. The provider is asked, outside of any transaction; what they say now, what they
 * told by themselves and what is stored make one truth ({@link RefundTruth}), which is then written in one transaction. The
 * order in which any of it came decides nothing.
 */
@ApplicationScoped
public class CheckRefundJob implements DeadlineHandler {

    private final RefundSteps steps;
    private final PaymentProviders providers;
    private final NewsBook news;
    private final Deadlines deadlines;
    private final Duration askEvery;

    CheckRefundJob(
            RefundSteps steps,
            PaymentProviders providers,
            NewsBook news,
            Deadlines deadlines,
            @ConfigProperty(name = "countermand.refunds.ask-every") Duration askEvery) {
        this.steps = steps;
        this.providers = providers;
        this.news = news;
        this.deadlines = deadlines;
        this.askEvery = askEvery;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CHECK_REFUND;
    }

    /** The time to ask has come. Where that changes nothing, it comes again. */
    @Override
    public Uni<Void> fire(Deadline deadline) {
        return steps.read(deadline).chain(at -> {
            String reference = Objects.requireNonNull(at.refund().reference, "what is asked about was submitted");
            return ask(at, reference)
                    .chain(said -> changes(at.refund(), said)
                            ? steps.take(deadline, fresh -> write(fresh, at.key(), reference, said))
                            : steps.askAgain(deadline));
        });
    }

    /**
     * The provider has told something of this refund. They are asked, whatever it was, because a state that they told may be
     * an old one. What came before the answer to our submission is taken as that answer.
     *
     * @param heard the job of the news, which this finishes
     */
    public Uni<Void> hear(Deadline heard, UUID refundId, RefundNews told) {
        Deadline deadline = heard.about(refundId.toString());
        return steps.read(deadline).chain(at -> {
            if (told.refundKey() != null && !told.refundKey().equals(at.key())) {
                // Of another round: the one under way has nothing to do with it.
                return steps.take(deadline, fresh -> Steps.nothing());
            }
            return ask(at, told.reference())
                    .chain(said -> steps.take(deadline, fresh -> write(fresh, at.key(), told.reference(), said)));
        });
    }

    private Uni<Progress> ask(UnderWay at, String reference) {
        Instant submittedAt = Objects.requireNonNullElse(at.refund().submittedAt, at.now());
        return providers
                .named(at.payment().provider)
                .orElseThrow(() -> new IllegalStateException("Provider " + at.payment().provider + " is gone"))
                .ask(new Submitted(at.instruction(), reference, submittedAt));
    }

    /** Whether what they say is more than what is stored: only then it is worth a transaction. */
    private static boolean changes(RefundRow refund, Progress said) {
        return switch (stored(refund).and(said).progress()) {
            case Progress.Pending ignored -> false;
            case Progress.Sent sent -> unsent(refund) || !Objects.equals(refund.bankReference, sent.bankReference());
            case Progress.Arrived ignored -> true;
            case Progress.Declined ignored -> true;
            case Progress.Failed ignored -> true;
        };
    }

    /** What they said before is not taken back by what they say now. */
    private static RefundTruth stored(RefundRow refund) {
        return new RefundTruth(refund.sentAt, refund.bankReference, refund.arrivedAt, null, null);
    }

    /** What is with them, as far as we know, and of which nobody has said that it has left. */
    private static boolean unsent(RefundRow refund) {
        return refund.sentAt == null
                && (refund.status == RefundStatus.SUBMITTED || refund.status == RefundStatus.ESCALATED);
    }

    /** @param asked the round that they were asked about; it may have ended meanwhile */
    private Uni<Void> write(UnderWay at, RefundKey asked, String reference, Progress said) {
        if (!at.key().equals(asked)) {
            return Steps.nothing();
        }
        RefundRow refund = at.refund();
        boolean unknownYet = refund.status.canBecome(RefundStatus.SUBMITTED) && !reference.equals(refund.reference);
        return Steps.when(unknownYet, () -> taken(at, reference))
                .chain(() -> news.ofRefund(at.payment().provider, at.key(), reference))
                .map(told -> stored(refund).and(RefundTruth.of(told)).and(said).progress())
                .chain(truth -> move(at, truth));
    }

    /** They have it, though they have not answered yet, or we have not heard. */
    private Uni<Void> taken(UnderWay at, String reference) {
        return drop(at, DeadlineKind.SUBMIT_REFUND)
                .chain(() -> drop(at, DeadlineKind.CHECK_REFUND))
                .chain(() -> steps.submitted(at, reference));
    }

    private Uni<Void> move(UnderWay at, Progress truth) {
        RefundRow refund = at.refund();
        return switch (truth) {
            case Progress.Pending ignored -> again(at);
            case Progress.Sent sent -> {
                if (RefundSteps.done(refund)) {
                    yield steps.sent(at, sent.at());
                }
                refund.bankReference = sent.bankReference();
                yield unsent(refund)
                        ? drop(at, DeadlineKind.CHECK_REFUND)
                                .chain(() -> steps.sent(at, sent.at()))
                                .chain(() -> steps.awaitArrival(at))
                        : again(at);
            }
            case Progress.Arrived arrived -> arrived(at, arrived);
            case Progress.Declined no ->
                refund.status == RefundStatus.SUBMITTED || refund.status == RefundStatus.ESCALATED
                        ? drop(at, DeadlineKind.CHECK_REFUND).chain(() -> steps.declined(at, no.reason()))
                        : Steps.nothing();
            case Progress.Failed back -> steps.cameBack(at, back.reason());
        };
    }

    private Uni<Void> arrived(UnderWay at, Progress.Arrived arrived) {
        RefundRow refund = at.refund();
        if (RefundSteps.done(refund)) {
            return steps.arrived(at, arrived.at());
        }
        if (refund.status != RefundStatus.SUBMITTED && !refund.status.canBecome(RefundStatus.ARRIVED)) {
            return Steps.nothing();
        }
        return steps.sent(at, arrived.sentAt()).chain(() -> steps.arrived(at, arrived.at()));
    }

    /** Asked about once more, as long as it is under way. */
    private Uni<Void> again(UnderWay at) {
        RefundRow refund = at.refund();
        boolean underWay = switch (refund.status) {
            case SUBMITTED, SENT -> true;
            case ESCALATED -> refund.submittedAt != null;
            default -> false;
        };
        return Steps.when(
                underWay,
                () -> deadlines.setOnce(
                        refund.orderId,
                        DeadlineKind.CHECK_REFUND,
                        refund.id.toString(),
                        at.now().plus(askEvery),
                        at.now(),
                        null));
    }

    private Uni<Void> drop(UnderWay at, DeadlineKind kind) {
        return deadlines.drop(at.refund().orderId, kind, at.refund().id.toString());
    }
}
