package dev.countermand.payment;

import dev.countermand.deadline.BatchJobHandler;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.payment.RefundSteps.Outcome;
import dev.countermand.payment.RefundSteps.Read;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProvider.Finding;
import dev.countermand.payment.provider.PaymentProvider.Handover;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.RefundKey;
import dev.countermand.payment.refund.RefundStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands a refund to its provider, outside of any transaction; what the provider said is then written in one. A crash in
 * between, or an answer that came too late, repeats the call, which the provider knows by the refund's id. Once they may
 * have forgotten that, counted from the first call, it is looked for first: nothing is ever sent twice. A provider who
 * cannot be called for too long has a person look at it, while it goes on waiting for them (A20b).
 */
@ApplicationScoped
class SubmitRefundJob implements BatchJobHandler<Outcome> {

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
    public Uni<List<Call<Outcome>>> read(List<Deadline> due) {
        return steps.read(due, this::submit);
    }

    @Override
    public Uni<Void> write(Answered<Outcome> one) {
        return steps.write(one.deadline(), one.answer());
    }

    @Override
    public Uni<List<Answered<Outcome>>> writeAll(List<Answered<Outcome>> many) {
        return steps.writeAll(many);
    }

    private Uni<Outcome> submit(Read at) {
        if (!at.refund().status.canBecome(RefundStatus.SUBMITTED)) {
            // The provider has told by themselves that they have it.
            return Uni.createFrom().item(step(refund -> {}));
        }
        Optional<PaymentProvider> provider = providers.named(at.payment().provider);
        if (provider.isEmpty()) {
            String why = "no payment provider " + at.payment().provider + " is in use here";
            return Uni.createFrom().item(step(refund -> refund.escalate(why)));
        }
        Optional<String> left = provider.get().leavesToPeople();
        if (left.isPresent()) {
            // Nobody is called, so nobody can have made it.
            return Uni.createFrom().item(step(refund -> refund.escalate(left.get())));
        }
        return handOver(provider.get(), at)
                .map(answer -> said(at.refund().key(), answer))
                .onFailure(ProviderUnavailable.class)
                .recoverWithItem(failure -> unavailable(at.refund(), (ProviderUnavailable) failure))
                // Nobody was called. Whatever is to be handed over now is read anew.
                .onFailure(RefundSteps.RoundOver.class)
                .recoverWithItem(steps::soon);
    }

    private static Outcome step(Consumer<RefundUnderWay> step) {
        return new Outcome.Step(null, step);
    }

    /** Whoever was not called has not failed: an outage that the breaker sits out uses up nobody's attempts. */
    private Outcome unavailable(RefundRow refund, ProviderUnavailable failure) {
        String why = String.valueOf(failure.getMessage());
        if (failure.wasCalled()) {
            return step(at -> at.unanswered(why));
        }
        return waitedTooLong(refund)
                ? step(at -> at.notHandedOver("It could not be handed to its provider in time: " + why))
                : steps.soon();
    }

    private boolean waitedTooLong(RefundRow refund) {
        Instant by = refund.handOverBy;
        return by != null
                && refund.status.canBecome(RefundStatus.ESCALATED)
                && !steps.now().isBefore(by);
    }

    /** Empty where nobody can say whether it was handed over before. */
    private Uni<Optional<Handover>> handOver(PaymentProvider provider, Read at) {
        // What nobody has begun to hand over is known to nobody, however long it has waited.
        Instant began = at.refund().handedOver();
        if (began == null || Duration.between(began, steps.now()).compareTo(provider.remembers()) < 0) {
            return call(provider, at);
        }
        return provider.find(at.instruction()).chain(finding -> switch (finding) {
            case Finding.Found found -> Uni.createFrom().item(Optional.of(new Handover.Taken(found.reference())));
            case Finding.Missing ignored -> call(provider, at);
            case Finding.Unknowable ignored -> Uni.createFrom().item(Optional.empty());
        });
    }

    private Uni<Optional<Handover>> call(PaymentProvider provider, Read at) {
        return provider.submit(at.instruction(), () -> steps.begin(at)).map(Optional::of);
    }

    /** @param asked the round that it was handed over in; it may have ended meanwhile, and what they said is not of the next */
    private static Outcome said(RefundKey asked, Optional<Handover> answer) {
        return step(refund -> {
            if (!refund.key().equals(asked)) {
                refund.handOverAnew();
            } else if (answer.isEmpty()) {
                refund.unknown("the provider no longer knows its key and cannot be asked: look whether it was made");
            } else {
                switch (answer.get()) {
                    case Handover.Taken taken -> refund.submitted(taken.reference());
                    case Handover.Declined no -> refund.declined(no.reason());
                }
            }
        });
    }
}
