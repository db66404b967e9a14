package dev.countermand.payment;

import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.RefundSteps.UnderWay;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Hands a refund to its provider, outside of any transaction; what the provider said is then written in one. A crash in
 * between, or an answer that came too late, repeats the call, which the provider knows by the refund's id.
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
        return steps.read(deadline).chain(at -> submit(deadline, at));
    }

    private Uni<Void> submit(Deadline deadline, UnderWay at) {
        Optional<PaymentProvider> provider = providers.named(at.payment().provider);
        if (provider.isEmpty()) {
            String why = "no payment provider " + at.payment().provider + " is in use here";
            return steps.take(deadline, refund -> steps.escalate(refund, why));
        }
        return provider.get()
                .submit(at.instruction())
                .chain(reference -> steps.take(deadline, refund -> steps.submitted(refund, reference)))
                .onFailure(ProviderUnavailable.class)
                .recoverWithUni(failure ->
                        steps.take(deadline, refund -> steps.failed(refund, String.valueOf(failure.getMessage()))));
    }
}
