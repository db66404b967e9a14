package dev.countermand.seller;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about a seller's standing. */
public final class SellerApi {

    private SellerApi() {}

    /** {@code GET /v1/sellers/{id}}. */
    @RegisterForReflection
    @Schema(name = "Seller")
    public record SellerView(
            @Schema(examples = "seller-3") String id,

            @Schema(description = "Of all entries together.", examples = "12")
            long points,

            @Schema(description = "The newest 200, newest first.")
            List<EntryView> entries) {}

    /** One entry of the record (A24, A27). */
    @RegisterForReflection
    @Schema(name = "SellerEntry")
    public record EntryView(
            UUID id,
            EntryKind kind,
            @Schema(examples = "order-1001") String orderId,

            @Schema(description = "The rule that caused it.", examples = "A26")
            String rule,

            @Schema(examples = "8.97") String amount,
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "12") int points,
            @Schema(description = "The reasons in words.") String statement,

            @Schema(description = "Who decided it; hidden from the seller.") @Nullable
            String decidedBy,

            Instant at) {}
}
