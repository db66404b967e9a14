package dev.countermand.dispute;

import dev.countermand.dispute.state.DisputeAction;
import dev.countermand.dispute.state.DisputeKind;
import dev.countermand.dispute.state.DisputeStatus;
import dev.countermand.evidence.EvidenceApi;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.policy.BornBy;
import dev.countermand.tracking.event.ParcelNumber;
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

/** What buyers complain of, and what both sides say to it. */
public final class DisputeApi {

    private DisputeApi() {}

    /** {@code POST /v1/orders/{id}/disputes}. */
    @RegisterForReflection
    @Schema(name = "OpenDispute")
    public record OpenDispute(
            @NotNull @Schema(examples = "REFUND_ONLY") DisputeKind kind,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "What is wrong; the seller reads it, too.",
                    examples = "One of the two mugs came broken")
            String text,

            @Schema(
                    description =
                            "How much, up to what was paid for the units named and not yet refunded; all of it if left"
                                    + " out. Not with NO_TRACKING_INFO, which is about all of it (A15, A19).",
                    examples = "12.50")
            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Nullable
            String amount,

            @Schema(
                    description =
                            "The goods are not as described: the seller pays for their way back, whatever the policy"
                                    + " says (A19).")
            @Nullable
            Boolean notAsDescribed,

            @Schema(description = "Which units it is about; all that it fits, if omitted (P2).")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines,

            @Schema(description = "Which parcel it is about, instead of lines (P2).") @Nullable
            UUID shipmentId) {

        DisputeRequests.Complaint toCommand() {
            return new DisputeRequests.Complaint(
                    kind, text, amount, Boolean.TRUE.equals(notAsDescribed), OrderApi.Units.plain(lines), shipmentId);
        }
    }

    /** {@code POST /v1/disputes/{id}/rejection}. */
    @RegisterForReflection
    @Schema(name = "RejectOffer")
    public record Reject(
            @NotNull
            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "The box was intact when the courier took it")
            String explanation,

            @Schema(description = "Only with REFUND_ONLY: what this side offers instead.", examples = "5.00")
            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Nullable
            String offer) {

        Disputes.Rejection toCommand() {
            return new Disputes.Rejection(explanation, offer);
        }
    }

    /** {@code POST /v1/disputes/{id}/return-shipment}. */
    @RegisterForReflection
    @Schema(name = "SendBack")
    public record SendBack(
            @NotNull
            @Schema(
                    description = "Code of the carrier; own, where the shop's own couriers fetch the goods.",
                    examples = "ups")
            String carrier,

            @NotNull
            @Pattern(regexp = ParcelNumber.WRITTEN, message = ParcelNumber.WRITTEN_MESSAGE)
            @Schema(examples = "1Z5R89390357567127")
            String trackingNumber,

            @Schema(
                    description =
                            "What it cost, where the seller pays for it; booked as the seller's charge when the goods"
                                    + " are back. Not more than the order's total.",
                    examples = "6.20")
            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Nullable
            String cost) {}

    /** One word of the haggling. */
    @RegisterForReflection
    @Schema(name = "DisputeOffer")
    public record OfferView(
            @Schema(description = "Who made it; an agent acts for the buyer.", examples = "buyer-7")
            String by,

            @Schema(description = "BUYER or SELLER.", examples = "BUYER")
            Role side,

            @Schema(description = "Absent: a rejection without an offer.", examples = "12.50") @Nullable
            String amount,

            @Nullable String explanation,
            Instant at) {}

    /** The parcel that goes back. */
    @RegisterForReflection
    @Schema(name = "ReturnShipment")
    public record ReturnView(
            @Schema(examples = "ups") String carrier,
            @Schema(examples = "1Z5R89390357567127") String trackingNumber,

            @Schema(description = "When the buyer said so.") Instant sentAt,

            @Schema(description = "The first physical scan.") @Nullable
            Instant acceptedAt,

            @Nullable Instant deliveredAt,

            @Schema(description = "What the seller is charged for it once the goods are back.", examples = "6.20")
            @Nullable
            String cost) {}

    /** A dispute. */
    @RegisterForReflection
    @Schema(name = "Dispute")
    public record DisputeView(
            UUID id,
            String orderId,
            DisputeKind kind,
            DisputeStatus status,

            @Schema(examples = "One of the two mugs came broken")
            String text,

            @Schema(description = "The units it is about (P2); absent when it is about money alone.") @Nullable
            List<OrderApi.Units> lines,

            @Schema(description = "The parcels that those are in; absent when they are in none.") @Nullable
            List<UUID> shipmentIds,

            @Schema(description = "What the buyer asked for last.", examples = "12.50")
            String amount,

            @Schema(examples = "EUR") String currency,

            @Schema(description = "What was asked and offered, oldest first; the last amount is the one that stands.")
            List<OfferView> offers,

            Instant openedAt,

            @Schema(description = "Who entered it.", examples = "buyer-7")
            String openedBy,

            @Schema(description = "The buyer for whom an agent entered it.") @Nullable
            String onBehalfOf,

            @Nullable Boolean notAsDescribed,

            @Schema(description = "Who pays for the way back, where the goods go back (A19).") @Nullable
            BornBy returnShippingPaidBy,

            @Nullable ReturnView returnShipment,

            @Schema(description = "The shop fetches the goods (D4).") @Nullable
            Boolean fetchedByShop,

            @Schema(description = "What the seller gave as evidence; not in the buyer's view.") @Nullable
            List<EvidenceApi.EvidenceView> evidence,

            @Schema(description = "When both had agreed.") @Nullable
            Instant agreedAt,

            @Nullable Instant endedAt,

            @Schema(description = "Why it ended as it did.") @Nullable
            String explanation,

            @Schema(description = "What was refunded because of it.", examples = "12.50") @Nullable
            String refunded,

            @Schema(description = "What the caller can do now.")
            List<DisputeAction> allowedActions) {}
}
