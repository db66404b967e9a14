package dev.countermand.cancellation;

import dev.countermand.cancellation.state.CancellationStatus;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.policy.Liability;
import dev.countermand.policy.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What buyers ask and sellers answer. */
public final class CancellationApi {

    private CancellationApi() {}

    /** {@code POST /v1/orders/{id}/cancellations}. */
    @RegisterForReflection
    @Schema(name = "RequestCancellation")
    public record RequestCancellation(
            @NotNull @Schema(examples = "NOT_NEEDED") Reason reason,

            @Schema(description = "Required with OTHER.", examples = "Ordered twice")
            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Nullable
            String comment,

            @Schema(
                    description =
                            "Which units. If this and shipmentId are omitted, all that it fits: what is open and what is declared and no carrier has (A4).")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines,

            @Schema(description = "The units of this declared parcel (P2); not with lines.") @Nullable
            UUID shipmentId,

            @Schema(description = "What it really is about; never shown to the seller (A12).") @Nullable
            Reason trueReason,

            @Schema(description = "The seller asked for this reason; never shown to the seller (A12).") @Nullable
            Boolean sellerAskedForThisReason,

            @Schema(
                    description =
                            "Needed to give back what was handed over: the goods have kept their looks and properties"
                                    + " (D3).")
            @Nullable
            Boolean goodsAsTheyWere,

            @Schema(description = "The shop fetches the goods from the buyer, who bears the cost of it (D4).") @Nullable
            Boolean fetchedByShop) {

        CancellationOpening.Wanted toCommand() {
            return new CancellationOpening.Wanted(
                    reason,
                    comment,
                    OrderApi.Units.plain(lines),
                    shipmentId,
                    trueReason,
                    Boolean.TRUE.equals(sellerAskedForThisReason),
                    Boolean.TRUE.equals(goodsAsTheyWere),
                    Boolean.TRUE.equals(fetchedByShop));
        }
    }

    /** {@code POST /v1/cancellations/{id}/approval}; the body may be left out. */
    @RegisterForReflection
    @Schema(name = "ApproveCancellation")
    public record Approve(
            @Schema(
                    description =
                            "Whether the reason given is true. Agreeing to the cancellation does not say so: where no fact can tell, as with PRICE_RAISED, the seller is to blame, and fined, only if they confirm it here or a moderator decides (A12).")
            @Nullable
            Boolean reasonConfirmed) {}

    /** {@code POST /v1/cancellations/{id}/liability}. */
    @RegisterForReflection
    @Schema(name = "JudgeCancellation")
    public record Judge(
            @NotNull @Schema(examples = "SELLER") Liability liability,

            @NotNull
            @Size(min = Words.REASONS_AT_LEAST, max = 2000)
            @Pattern(regexp = Words.REASONS, message = Words.REASONS_MESSAGE)
            @Schema(
                    description = "The reasons, as buyer and seller read them (A27).",
                    examples = "The seller's message of 3 March asks for 40.00 instead of 29.90")
            String statement) {}

    /** {@code POST /v1/cancellations/{id}/refusal}. */
    @RegisterForReflection
    @Schema(name = "RefuseCancellation")
    public record Refuse(
            @NotNull
            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "The parcel leaves in an hour")
            String explanation) {}

    /** What the buyer can do now. */
    @RegisterForReflection
    @Schema(name = "CancellationEligibility")
    public record EligibilityView(
            boolean eligible,
            Mode mode,
            @Schema(examples = "NOT_SHIPPED") String code,

            @Schema(examples = "The seller is asked and approves or refuses (A4, A6)")
            String explanation,

            @Schema(
                    description =
                            "Until when this holds, where that is known; with a request open, when something happens without an answer (A6, A9, A13, P6).")
            @Nullable
            Instant until,

            @Schema(description = "What could be asked for or cancelled now; empty, if nothing (P2).")
            List<AskableUnits> units,

            @Schema(description = "The disputes that can be opened now, whatever the mode (A15, A19).")
            List<DisputeKind> disputes,

            @Schema(description = "The reasons this market knows (A5).")
            List<Reason> reasons) {}

    /** Units of a line that could be asked for. */
    @RegisterForReflection
    @Schema(name = "AskableUnits")
    public record AskableUnits(
            @Schema(description = "From 1.", examples = "1") int line,
            @Schema(examples = "1") int quantity) {}

    /** Where a part of a request stands. */
    @RegisterForReflection
    @Schema(name = "RequestedUnits")
    public record RequestedUnits(
            @Schema(description = "From 1.", examples = "1") int line,
            @Schema(examples = "1") int quantity,

            @Schema(
                    description =
                            "Of these units: PENDING with the seller, CONTESTED because they are declared shipped (A13), or how they were decided.")
            CancellationStatus state) {}

    /** How the buyer can cancel. */
    public enum Mode {
        IMMEDIATE,
        REQUEST,
        DISPUTE,
        NONE
    }

    /** A fact that a liability rests on, in words. */
    @RegisterForReflection
    @Schema(name = "LiabilityFact")
    public record Fact(
            @Schema(examples = "PROCESSING_OVERRUN") String code,

            @Schema(examples = "The processing time of 7 days had run out")
            String words,

            @Schema(
                    description =
                            "Rests on what the buyer said in confidence. The seller's view has neither such facts nor"
                                    + " this field (A12).")
            @Nullable
            Boolean secret) {}

    /** A cancellation request. The seller's view leaves out what is not theirs to see (A12). */
    @RegisterForReflection
    @Schema(name = "Cancellation")
    public record CancellationView(
            UUID id,
            String orderId,
            CancellationStatus status,
            Reason reason,
            @Nullable String comment,

            @Schema(description = "Not in the seller's view (A12).") @Nullable
            Reason trueReason,

            @Schema(description = "Not in the seller's view (A12).") @Nullable
            Boolean sellerAskedForThisReason,

            @Schema(description = "The units asked for; absent when it is the whole order.") @Nullable
            List<OrderApi.Units> lines,

            @Schema(
                    description =
                            "Where each part of it stands (A4); absent where it was decided at once. While a part is pending, so is the request.")
            @Nullable
            List<RequestedUnits> units,

            @Schema(description = "The declared parcel that it names (P2).") @Nullable
            UUID shipmentId,

            @Schema(
                    description = "What is refunded for these units; until it is decided, what they are worth.",
                    examples = "29.90")
            String amount,

            @Schema(examples = "EUR") String currency,

            @Schema(description = "Who is to blame: by the reason at first (A11), by the facts in the end (A12).")
            Liability liability,

            @Schema(description = "The facts it rests on, once the request is decided (A12).")
            List<Fact> liabilityBecause,

            Instant requestedAt,

            @Schema(description = "Who entered it.", examples = "buyer-7")
            String requestedBy,

            @Schema(description = "The buyer for whom an agent entered it (E1).") @Nullable
            String onBehalfOf,

            @Nullable Instant answeredAt,

            @Schema(description = "The seller's words, if they refused; or why what was waited for did not come.")
            @Nullable
            String explanation,

            @Schema(
                    description =
                            "What the refund waits for: a parcel that was refused on its way (D1), or goods that the buyer gives back (D4). Absent when it waits for nothing.")
            AwaitedGoods.@Nullable Awaiting awaiting,

            @Schema(description = "When it is looked at again, or ends, if nothing comes.") @Nullable
            Instant awaitedUntil,

            @Schema(description = "The dispute under which the goods go back (D1); report the parcel's number there.")
            @Nullable
            UUID returnId,

            @Schema(description = "When it ends without an answer (A6, A9); only in the list sorted by it.") @Nullable
            Instant dueAt) {}
}
