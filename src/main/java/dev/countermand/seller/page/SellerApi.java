package dev.countermand.seller.page;

import dev.countermand.seller.AppealStatus;
import dev.countermand.seller.EntryKind;
import dev.countermand.seller.SanctionStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about a seller's standing and their sanctions. */
public final class SellerApi {

    private SellerApi() {}

    /** {@code GET /v1/sellers/{id}}. */
    @RegisterForReflection
    @Schema(name = "Seller")
    public record SellerView(
            @Schema(examples = "seller-3") String id,

            @Schema(
                    description = "That stand on the record now: neither expired nor undone by an appeal.",
                    examples = "12")
            long points,

            @Schema(description = "Until when they can declare no shipment (A27).") @Nullable
            Instant suspendedUntil,

            @Schema(description = "Until when they can declare only so many (A27).") @Nullable
            Instant limitedUntil,

            @Schema(
                    description = "The ladder of sanctions of the market of their newest order, the mildest step first;"
                            + " empty of a seller without orders.")
            List<StepView> ladder,

            @Schema(description = "The newest 200, newest first.")
            List<EntryView> entries,

            @Schema(description = "The newest 200, newest first.")
            List<SanctionView> sanctions) {}

    /** A step of the ladder (A27). */
    @RegisterForReflection
    @Schema(name = "LadderStep")
    public record StepView(
            EntryKind kind,

            @Schema(description = "The points from which on it is due.", examples = "24")
            int from,

            @Schema(description = "Whether the seller has so many.", examples = "false")
            boolean reached) {}

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

    /** A sanction (A27). */
    @RegisterForReflection
    @Schema(name = "SellerSanction")
    public record SanctionView(
            @Schema(description = "Of one about an order, the id of the record's entry, too.")
            UUID id,

            @Schema(examples = "seller-3") String sellerId,
            EntryKind kind,
            SanctionStatus status,

            @Schema(description = "Left out of one about the seller as a whole.", examples = "order-1001") @Nullable
            String orderId,

            @Schema(description = "The rule that was broken.", examples = "A17")
            String rule,

            @Schema(description = "Of a fine.", examples = "8.97") @Nullable
            String amount,

            @Schema(examples = "EUR") @Nullable String currency,
            @Schema(examples = "12") int points,

            @Schema(description = "Until when the points stand on the record.") @Nullable
            Instant pointsUntil,

            @Schema(description = "Until when a limit or a suspension has its effect.") @Nullable
            Instant endsAt,

            @Schema(description = "Of a selling limit, how many shipments can be declared in 24 hours.", examples = "5")
            @Nullable
            Integer declarationsPerDay,

            @Schema(description = "The reasons in words.") String statement,

            @Schema(description = "Whether a detector or a deadline found it.")
            boolean foundByMachine,

            @Schema(description = "Whether it followed from the rules by itself.")
            boolean decidedByMachine,

            @Schema(description = "Who decided it; hidden from the seller.") @Nullable
            String decidedBy,

            Instant decidedAt,

            @Schema(description = "By when somebody else is to approve it.") @Nullable
            Instant approveBy,

            @Schema(description = "Since when nobody has done so in time (P7).") @Nullable
            Instant overdueSince,

            @Schema(description = "Who approved or rejected it; hidden from the seller.") @Nullable
            String approvedBy,

            @Schema(description = "Why it was not approved.") @Nullable
            String rejectedBecause,

            @Nullable Instant inForceAt,

            @Schema(description = "Until when the seller can appeal.") @Nullable
            Instant appealUntil,

            @Nullable AppealView appeal) {}

    /** A seller's appeal (A27). */
    @RegisterForReflection
    @Schema(name = "Appeal")
    public record AppealView(
            AppealStatus status,
            @Schema(description = "What the seller says.") String text,
            Instant filedAt,

            @Schema(description = "By when it is to be decided.")
            Instant decideBy,

            @Schema(description = "Since when nobody has done so in time (P7).") @Nullable
            Instant overdueSince,

            @Schema(description = "Who judged it; hidden from the seller.") @Nullable
            String decidedBy,

            @Schema(description = "Why it ended so.") @Nullable
            String statement,

            @Nullable Instant decidedAt) {}
}
