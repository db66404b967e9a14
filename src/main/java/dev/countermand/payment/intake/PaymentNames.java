package dev.countermand.payment.intake;

import dev.countermand.kernel.Refusal;
import dev.countermand.payment.provider.PaymentProvider;
import dev.countermand.payment.provider.PaymentProviders;
import dev.countermand.payment.provider.ProviderUnavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * A20a: a payment that has two names at its provider counts once, whichever it is told by. The provider is asked before
 * anything is taken down, outside of any transaction; what may have one name only is asked about nowhere.
 */
@ApplicationScoped
public class PaymentNames {

    private final PaymentProviders providers;

    PaymentNames(PaymentProviders providers) {
        this.providers = providers;
    }

    /** The payment under the name by which it counts. Refused as unavailable, to be told again, while nobody can say it. */
    public Uni<NewPayment> of(NewPayment told) {
        Optional<PaymentProvider> provider =
                providers.named(told.provider()).filter(each -> each.mayBeNamedOtherwise(told.providerReference()));
        if (provider.isEmpty()) {
            return Uni.createFrom().item(told);
        }
        Uni<NewPayment> named = provider.get()
                .nameOf(told.providerReference())
                .map(told::countsAs)
                .onFailure(ProviderUnavailable.class)
                .transform(failure -> Refusal.unavailable("The provider " + told.provider()
                                + " cannot say now which payment this is; tell it again, or by its main name"
                                + " (A20a)")
                        .asException());
        Context context = Vertx.currentContext();
        return context == null ? named : named.emitOn(next -> context.runOnContext(ignored -> next.run()));
    }
}
