package dev.countermand.review;

import dev.countermand.fraud.judgement.SignalApi;
import dev.countermand.kernel.Words;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about cases. */
public final class CaseApi {

    private CaseApi() {}

    /** {@code POST /v1/cases/{id}/notes}. */
    @RegisterForReflection
    @Schema(name = "AddNote")
    public record AddNote(
            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "The carrier's hotline knows no such parcel")
            String text) {}

    /** {@code POST /v1/orders/{id}/freeze} and {@code /release}. */
    @RegisterForReflection
    @Schema(name = "FreezeReason")
    public record FreezeReason(
            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "The buyer reports a forged tracking page")
            String reason) {}

    /** An order after it was frozen or released. */
    @RegisterForReflection
    @Schema(name = "FrozenOrder")
    public record FrozenView(
            @Schema(examples = "order-1001") String id, OrderStatus status, boolean frozen, long version) {}

    /** A case after an act on it. */
    @RegisterForReflection
    @Schema(name = "CaseItem")
    public record CaseItem(
            UUID id,
            @Schema(examples = "order-1001") String orderId,
            @Schema(examples = "seller-3") String sellerId,
            CaseStatus status,

            @Schema(description = "0 to 100.", examples = "60")
            int score,

            @Schema(description = "What the buyer has paid.", examples = "29.90")
            String amount,

            @Schema(examples = "EUR") String currency,
            Instant dueAt,

            @Schema(description = "Nobody had decided it when it was due, at this moment (P7).") @Nullable
            Instant overdueSince,

            Instant openedAt,
            @Schema(examples = "moderator-1") @Nullable String assignee,
            @Nullable CaseVerdict verdict) {}

    /** One thing that happened. */
    @RegisterForReflection
    @Schema(name = "TimelineEntry")
    public record TimelineEntry(
            Instant at,
            @Schema(examples = "seller seller-3") String who,

            @Schema(examples = "shipment declared: carrier ups, tracking number 1Z5R89390357567127")
            String what) {}

    /** What it is about. */
    @RegisterForReflection
    @Schema(name = "MoneyAtStake")
    public record MoneyAtStake(
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "29.90") String total,
            @Schema(examples = "29.90") String paid,
            @Schema(examples = "0.00") String refunded,
            @Schema(examples = "29.90") String refundable) {}

    /** What the order's policy says about suspicion. */
    @RegisterForReflection
    @Schema(name = "PolicyText")
    public record PolicyText(
            @Schema(examples = "aliexpress") String market,
            @Schema(examples = "1") int version,

            @Schema(description = "The score at which an order is frozen.", examples = "60")
            int freezeAt,

            List<PolicyRule> rules) {}

    /** One rule of the policy in words. */
    @RegisterForReflection
    @Schema(name = "PolicyRule")
    public record PolicyRule(@Schema(examples = "F1") String rule, String words) {}

    /** A moderator's note. */
    @RegisterForReflection
    @Schema(name = "CaseNote")
    public record NoteView(UUID id, String author, String text, Instant at) {}

    /** A case with everything needed to decide it. */
    @RegisterForReflection
    @Schema(name = "Case")
    public record CaseView(
            UUID id,
            @Schema(examples = "order-1001") String orderId,
            @Schema(examples = "seller-3") String sellerId,
            @Schema(examples = "buyer-7") String buyerId,
            CaseStatus status,
            CaseReason reason,

            @Schema(description = "The dispute that it is about, if it is (A19).") @Nullable
            UUID disputeId,

            @Schema(examples = "60") int score,
            @Schema(examples = "29.90") String amount,
            @Schema(examples = "EUR") String currency,
            Instant openedAt,
            Instant dueAt,
            @Nullable String assignee,
            @Nullable Instant claimedUntil,

            @Schema(
                    description = "No evidence: since when it is known that the seller gave none in time (A26). What was"
                            + " asked for and given: GET /v1/cases/{id}/evidence.")
            @Nullable
            Instant noEvidenceSince,

            @Schema(description = "The verdict on the signals that stand.")
            SignalApi.VerdictView suspicion,

            List<SignalApi.SignalView> signals,
            List<TimelineEntry> timeline,
            MoneyAtStake money,
            PolicyText policy,
            List<NoteView> notes,
            OrderStatus orderStatus,
            @Nullable CaseVerdict verdict,
            @Nullable String statement,
            @Nullable String decidedBy,
            @Nullable Instant closedAt,
            @Nullable String closingNote) {}
}
