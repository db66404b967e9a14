package dev.countermand.payment.provider.stripe;

import dev.countermand.payment.provider.ProviderBody;
import dev.countermand.payment.provider.ProviderUnavailable;
import dev.countermand.payment.provider.client.ProviderAnswers;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** What an answer of Stripe is, before its content matters. */
final class StripeAnswers {

    private StripeAnswers() {}

    /** No answer is no "no": whatever went wrong on the way may be tried again. */
    static Uni<RestResponse<String>> answered(Uni<RestResponse<String>> call) {
        return call.onFailure()
                .transform(failure -> new ProviderUnavailable(
                        "Stripe gave no answer: " + failure.getClass().getSimpleName()));
    }

    static ProviderBody bodyOfSuccess(RestResponse<String> answer) {
        return Optional.of(answer)
                .filter(ProviderAnswers::succeeded)
                .flatMap(ProviderAnswers::body)
                .orElseThrow(() -> unavailable(answer));
    }

    static ProviderUnavailable unavailable(RestResponse<String> answer) {
        return new ProviderUnavailable("Stripe answered " + answer.getStatus());
    }
}
