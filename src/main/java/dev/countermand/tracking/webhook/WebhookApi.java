package dev.countermand.tracking.webhook;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a provider is answered: of use to who looks at its log of deliveries. */
final class WebhookApi {

    private WebhookApi() {}

    /** What became of a delivery. */
    @RegisterForReflection
    @Schema(name = "WebhookDelivery")
    public record Taken(
            @Schema(description = "The provider's id of the delivery.", examples = "evt_5f0d1c")
            String id,

            @Schema(description = "Received before: nothing was done now, and there are no items.")
            boolean replayed,

            List<Item> items) {

        static Taken of(Webhooks.Taken taken) {
            return new Taken(
                    taken.id(),
                    taken.replayed(),
                    taken.items().stream()
                            .map(item -> new Item(item.id(), item.result(), item.problem()))
                            .toList());
        }
    }

    /** What became of one thing that the carrier was said to have seen. */
    @RegisterForReflection
    @Schema(name = "WebhookItem")
    public record Item(
            @Schema(
                    description = "Our own, derived from the event; providers send none.",
                    examples = "0b9c2d3e4f5061728394a5b6c7d8e9f0")
            String id,

            WebhookResult result,

            @Schema(description = "Why it was ignored.") @Nullable
            String problem) {}
}
