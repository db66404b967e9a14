package dev.countermand.payment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.RefundSteps.UnderWay;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProvider.Progress;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.RefundTruth;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;

/** A22: asks a provider, outside of any transaction, what became of a refund; what they said is then written in one. */
@ApplicationScoped
class CheckRefundJob implements DeadlineHandler {

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

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return steps.read(deadline)
                .chain(at -> ask(at).chain(progress -> write(
                        deadline,
                        at.refund().status,
                        stored(at.refund()).and(progress).progress())));
    }

    /** What they said before is not taken back by what they say now. */
    private static RefundTruth stored(RefundRow refund) {
        return new RefundTruth(refund.sentAt, null, refund.arrivedAt, null, null);
    }

    private Uni<Progress> ask(UnderWay at) {
        String reference = Objects.requireNonNull(at.refund().reference, "a refund that is asked about was submitted");
        Instant submittedAt = Objects.requireNonNull(at.refund().submittedAt);
        return providers
                .named(at.payment().provider)
                .orElseThrow(() -> new IllegalStateException("Provider " + at.payment().provider + " is gone"))
                .ask(new PaymentProvider.Submitted(at.instruction(), reference, submittedAt));
    }

    private Uni<Void> write(Deadline deadline, RefundStatus status, Progress progress) {
        return switch (progress) {
            case Progress.Pending ignored -> steps.askAgain(deadline);
            case Progress.Sent sent ->
                status == RefundStatus.SUBMITTED
                        ? steps.take(deadline, at -> steps.sent(at, sent.at()).chain(() -> steps.awaitArrival(at)))
                        : steps.askAgain(deadline);
            case Progress.Arrived arrived ->
                steps.take(
                        deadline, at -> steps.sent(at, arrived.sentAt()).chain(() -> steps.arrived(at, arrived.at())));
            case Progress.Declined declined -> steps.take(deadline, at -> steps.failed(at, declined.reason()));
            case Progress.Failed back -> steps.take(deadline, at -> steps.cameBack(at, back.reason()));
        };
    }
}
