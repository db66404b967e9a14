package dev.countermand.cancellation;

import dev.countermand.http.json.Words;
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

            @Schema(description = "Which units; the whole order, if omitted.") @Size(min = 1, max = 200) @Nullable
            List<OrderApi.@NotNull @Valid Units> lines,

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
                    trueReason,
                    Boolean.TRUE.equals(sellerAskedForThisReason),
                    Boolean.TRUE.equals(goodsAsTheyWere),
                    Boolean.TRUE.equals(fetchedByShop));
        }
    }

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

            @Schema(description = "Until when this holds, where that is known.") @Nullable
            Instant until,

            @Schema(description = "The reasons this market knows (A5).")
            List<Reason> reasons) {}

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

            @Schema(description = "The seller's words, if they refused.") @Nullable
            String explanation,

            @Schema(description = "When it ends without an answer (A6, A9); only in the list sorted by it.") @Nullable
            Instant dueAt) {}
}
