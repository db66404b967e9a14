package dev.countermand.payment;

import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.RefundSteps.UnderWay;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProvider.Finding;
import dev.countermand.payment.provider.PaymentProvider.Handover;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Hands a refund to its provider, outside of any transaction; what the provider said is then written in one. A crash in
 * between, or an answer that came too late, repeats the call, which the provider knows by the refund's id. Once they may
 * have forgotten that, it is looked for first: nothing is ever sent twice.
 */
@ApplicationScoped
class SubmitRefundJob implements DeadlineHandler {

    private final RefundSteps steps;
    private final PaymentProviders providers;

    SubmitRefundJob(RefundSteps steps, PaymentProviders providers) {
        this.steps = steps;
        this.providers = providers;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.SUBMIT_REFUND;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        return steps.read(deadline)
                .chain(at -> at.refund().status.canBecome(RefundStatus.SUBMITTED)
                        ? submit(deadline, at)
                        // The provider has told by themselves that they have it.
                        : steps.take(deadline, refund -> Steps.nothing()));
    }

    private Uni<Void> submit(Deadline deadline, UnderWay at) {
        Optional<PaymentProvider> provider = providers.named(at.payment().provider);
        if (provider.isEmpty()) {
            String why = "no payment provider " + at.payment().provider + " is in use here";
            return steps.take(deadline, refund -> steps.escalate(refund, why));
        }
        return handOver(provider.get(), at)
                .chain(answer -> write(deadline, answer))
                .onFailure(ProviderUnavailable.class)
                .recoverWithUni(failure -> unavailable(deadline, (ProviderUnavailable) failure));
    }

    /** Whoever was not called has not failed: an outage that the breaker sits out uses up nobody's attempts. */
    private Uni<Void> unavailable(Deadline deadline, ProviderUnavailable failure) {
        return failure.wasCalled()
                ? steps.take(deadline, refund -> steps.unanswered(refund, String.valueOf(failure.getMessage())))
                : steps.askAgain(deadline);
    }

    /** Empty where nobody can say whether it was handed over before. */
    private Uni<Optional<Handover>> handOver(PaymentProvider provider, UnderWay at) {
        // The first attempt of a round was not before it: a key that is younger than that is remembered.
        Instant began = Objects.requireNonNullElse(at.refund().roundSince, at.refund().requestedAt);
        Duration since = Duration.between(began, at.now());
        if (since.compareTo(provider.remembers()) < 0) {
            return provider.submit(at.instruction()).map(Optional::of);
        }
        return provider.find(at.instruction()).chain(finding -> switch (finding) {
            case Finding.Found found -> Uni.createFrom().item(Optional.of(new Handover.Taken(found.reference())));
            case Finding.Missing ignored -> provider.submit(at.instruction()).map(Optional::of);
            case Finding.Unknowable ignored -> Uni.createFrom().item(Optional.empty());
        });
    }

    private Uni<Void> write(Deadline deadline, Optional<Handover> answer) {
        if (answer.isEmpty()) {
            String why = "the provider no longer knows its key and cannot be asked: look whether it was made";
            return steps.take(deadline, refund -> steps.escalate(refund, why));
        }
        return switch (answer.get()) {
            case Handover.Taken taken -> steps.take(deadline, refund -> steps.submitted(refund, taken.reference()));
            case Handover.Declined no -> steps.take(deadline, refund -> steps.declined(refund, no.reason()));
        };
    }
}
