package dev.countermand.payment.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a payment provider is answered: of use to who looks at its log of deliveries. */
final class PaymentWebhookApi {

    private PaymentWebhookApi() {}

    /** What became of a delivery. */
    @RegisterForReflection
    @Schema(name = "ProviderDelivery")
    public record Taken(
            @Schema(
                    description =
                            "News of refunds, chargebacks and captures in it; what is about something else is left out.",
                    examples = "1")
            int news,

            @Schema(description = "Those that were not told before.", examples = "1")
            int stored) {}
}
