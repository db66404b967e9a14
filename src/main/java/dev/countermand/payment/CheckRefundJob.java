package dev.countermand.payment;

import dev.countermand.deadline.BatchJobHandler;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.RefundSteps.Outcome;
import dev.countermand.payment.RefundSteps.Read;
import dev.countermand.payment.provider.PaymentProvider.Finding;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.PaymentProvider.Submitted;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderNews.RefundNews;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.provider.RefundTruth;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A22: finds out what became of a refund. The provider is asked, outside of any transaction; what they say now, what they
 * told by themselves and what is stored make one truth ({@link RefundTruth}), which is then written in one transaction. The
 * order in which any of it came decides nothing. What is before a person and may have been made, because no call that handed
 * it over was answered, is looked for until that is known (A20b).
 */
@ApplicationScoped
public class CheckRefundJob implements BatchJobHandler<Outcome> {

    private final RefundSteps steps;
    private final PaymentProviders providers;

    CheckRefundJob(RefundSteps steps, PaymentProviders providers) {
        this.steps = steps;
        this.providers = providers;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.CHECK_REFUND;
    }

    /**
     * The time to ask has come; what they told by themselves before anybody knew what it was about counts as well. Where all
     * that changes nothing, it comes again.
     */
    @Override
    public Uni<List<Call<Outcome>>> read(List<Deadline> due) {
        return steps.readWithNews(due, (at, told) -> {
            String reference = at.refund().reference;
            return reference == null
                    ? find(at)
                    : ask(at, reference)
                            .map(said -> changes(at.refund(), told.and(said))
                                    ? outcome(at.refund().key(), reference, said)
                                    : steps.later(at.refund()))
                            .onFailure(CheckRefundJob::nobodyAsked)
                            .recoverWithItem(steps::soon);
        });
    }

    private Uni<Outcome> find(Read at) {
        if (!at.refund().isUnknown()) {
            // It was decided upon, or is handed over once more, which will tell.
            return Uni.createFrom().item(new Outcome.Step(null, refund -> {}));
        }
        RefundKey key = at.refund().key();
        Uni<Finding> finding = providers
                .named(at.payment().provider)
                .map(provider -> provider.find(at.instruction()))
                .orElseGet(() -> Uni.createFrom().item(new Finding.Unknowable()));
        return finding.map(what -> switch (what) {
                    case Finding.Found found -> outcome(key, found.reference(), new Progress.Pending());
                    case Finding.Missing ignored -> missing(key);
                    case Finding.Unknowable ignored -> steps.later(at.refund());
                })
                .onFailure(ProviderUnavailable.class)
                .recoverWithItem(() -> steps.later(at.refund()));
    }

    private static Outcome missing(RefundKey asked) {
        return new Outcome.Step(null, refund -> {
            if (refund.key().equals(asked)) {
                refund.missing();
            }
        });
    }

    @Override
    public Uni<Void> write(Answered<Outcome> one) {
        return steps.write(one.deadline(), one.answer());
    }

    @Override
    public Uni<List<Answered<Outcome>>> writeAll(List<Answered<Outcome>> many) {
        return steps.writeAll(many);
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
            RefundKey key = at.refund().key();
            if (told.refundKey() != null && !told.refundKey().equals(key)) {
                // Of another round: the one under way has nothing to do with it.
                return steps.take(deadline, refund -> {});
            }
            return ask(at, told.reference())
                    .map(said -> outcome(key, told.reference(), said))
                    .onFailure(CheckRefundJob::nobodyAsked)
                    .recoverWithItem(steps::soon)
                    .chain(outcome -> steps.write(deadline, outcome));
        });
    }

    private Uni<Progress> ask(Read at, String reference) {
        Instant submittedAt = Objects.requireNonNullElse(at.refund().submittedAt, steps.now());
        return providers
                .named(at.payment().provider)
                .orElseThrow(() -> new IllegalStateException("Provider " + at.payment().provider + " is gone"))
                .ask(new Submitted(at.instruction(), reference, submittedAt));
    }

    /** A provider who is left alone for a while fails nobody's question: it comes again. */
    private static boolean nobodyAsked(Throwable failure) {
        return failure instanceof ProviderUnavailable away && !away.wasCalled();
    }

    private static Outcome outcome(RefundKey asked, String reference, Progress said) {
        return new Outcome.Step(reference, refund -> judge(refund, asked, reference, said));
    }

    /** Whether what they say, or said, is more than what is stored: only then it is worth a transaction. */
    private static boolean changes(RefundRow refund, RefundTruth said) {
        return switch (stored(refund).and(said).progress()) {
            case Progress.Pending ignored -> false;
            case Progress.Sent sent ->
                unsent(refund)
                        || !Objects.equals(refund.bankReference, sent.bankReference())
                        || !sent.at().equals(refund.sentAt);
            case Progress.Arrived ignored -> true;
            case Progress.Declined ignored -> true;
            case Progress.Failed ignored -> true;
        };
    }

    /** What they said before is not taken back by what they say now. */
    private static RefundTruth stored(RefundRow refund) {
        return new RefundTruth(refund.sentAt, refund.bankReference, refund.arrivedAt, null, null);
    }

    /** What is with them, as far as we know, and of which nobody has said since they took it that it has left. */
    private static boolean unsent(RefundRow refund) {
        return refund.status == RefundStatus.SUBMITTED
                || refund.status == RefundStatus.ESCALATED && refund.sentAt == null;
    }

    /** @param asked the round that they were asked about; it may have ended meanwhile */
    private static void judge(RefundUnderWay at, RefundKey asked, String reference, Progress said) {
        if (!at.key().equals(asked)) {
            return;
        }
        RefundRow refund = at.refund();
        if (refund.status.canBecome(RefundStatus.SUBMITTED) && !reference.equals(refund.reference)) {
            // They have it, though they have not answered yet, or we have not heard.
            at.drop(DeadlineKind.SUBMIT_REFUND);
            at.drop(DeadlineKind.CHECK_REFUND);
            at.submitted(reference);
        }
        move(at, stored(refund).and(RefundTruth.of(at.told())).and(said).progress());
    }

    private static void move(RefundUnderWay at, Progress truth) {
        RefundRow refund = at.refund();
        switch (truth) {
            case Progress.Pending ignored -> again(at);
            case Progress.Sent sent -> sent(at, sent);
            case Progress.Arrived arrived -> arrived(at, arrived);
            case Progress.Declined no -> {
                if (refund.status == RefundStatus.SUBMITTED || refund.status == RefundStatus.ESCALATED) {
                    at.drop(DeadlineKind.CHECK_REFUND);
                    at.declined(no.reason());
                }
            }
            case Progress.Failed back -> at.cameBack(back.reason());
        }
    }

    private static void sent(RefundUnderWay at, Progress.Sent sent) {
        RefundRow refund = at.refund();
        boolean closed = at.done();
        if (closed) {
            at.sent(sent.at());
            if (at.done()) {
                return;
            }
        }
        refund.bankReference = sent.bankReference();
        if (closed) {
            at.awaitArrival();
        } else if (unsent(refund)) {
            at.drop(DeadlineKind.CHECK_REFUND);
            at.sent(sent.at());
            at.awaitArrival();
        } else {
            at.sentBefore(sent.at());
            again(at);
        }
    }

    private static void arrived(RefundUnderWay at, Progress.Arrived arrived) {
        RefundStatus status = at.refund().status;
        if (at.done()) {
            at.arrivedAfterAll(arrived.sentAt(), arrived.at());
        } else if (status == RefundStatus.SUBMITTED || status.canBecome(RefundStatus.ARRIVED)) {
            at.sent(arrived.sentAt());
            at.sentBefore(arrived.sentAt());
            at.arrived(arrived.at());
        }
    }

    /** Asked about once more, as long as it is under way. */
    private static void again(RefundUnderWay at) {
        boolean underWay = switch (at.refund().status) {
            case SUBMITTED, SENT -> true;
            case ESCALATED -> at.refund().submittedAt != null;
            default -> false;
        };
        if (underWay) {
            at.askLater();
        }
    }
}
