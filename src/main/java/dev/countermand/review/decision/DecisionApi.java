package dev.countermand.review.decision;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.review.state.CaseVerdict;
import dev.countermand.review.state.DecisionStatus;
import dev.countermand.review.state.FourEyes;
import dev.countermand.seller.EntryKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about decisions. */
public final class DecisionApi {

    private DecisionApi() {}

    /** {@code POST /v1/cases/{id}/decision}. */
    @RegisterForReflection
    @Schema(name = "DecideCase")
    public record DecideCase(
            @NotNull
            @Schema(
                    description =
                            "RELEASE lets the order go on. HOLD lets it go on, too, but keeps its escrow, and the case"
                                    + " stays open (F13). CANCEL_AND_REFUND ends it, or the parcels that are named.")
            CaseVerdict verdict,

            @Schema(
                    description =
                            "Only CANCEL_AND_REFUND on suspicion of fraud: the parcels that are false. Only these are"
                                    + " cancelled, refunded and fined, and the rest of the order goes on (A26, P2); without it,"
                                    + " the whole order.")
            @Size(min = 1, max = 100)
            @Nullable
            List<@NotNull UUID> shipments,

            @Valid @Nullable Sanction sanction,

            @Schema(
                    description =
                            "Only CANCEL_AND_REFUND of a dispute REFUND_ONLY: how much the buyer gets, up to what was"
                                    + " paid and not yet refunded; by default what they asked for last (A19).",
                    examples = "7.50")
            @Pattern(regexp = OrderApi.AMOUNT, message = OrderApi.AMOUNT_MESSAGE)
            @Nullable
            String amount,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "The reasons, as the seller gets them (A27); with CANCEL_AND_REFUND, HOLD or a"
                            + " sanction of 20 characters or more, 10 of them letters.",
                    examples = "The carrier never received a parcel under this number")
            String statement) {

        Decision toCommand() {
            return new Decision(verdict, shipments, Sanction.toCommand(sanction), amount, statement);
        }
    }

    /** Beside the fine that the policy prescribes for a false shipment. */
    @RegisterForReflection
    @Schema(name = "Sanction")
    public record Sanction(
            @NotNull
            @Schema(
                    description = "With verdict RELEASE only WARNING. FINE changes the points of the prescribed fine."
                            + " With SUSPENSION another person has to approve the decision (A27).")
            EntryKind kind,

            @Min(0)
            @Max(100)
            @Schema(description = "Points for the seller's record; 0 if left out.", examples = "6")
            @Nullable
            Integer points) {

        public static Decision.@Nullable Sanction toCommand(@Nullable Sanction sanction) {
            return sanction == null ? null : new Decision.Sanction(sanction.kind, sanction.points);
        }
    }

    /** {@code POST /v1/cases/{id}/decision/rejection}. */
    @RegisterForReflection
    @Schema(name = "RejectDecision")
    public record RejectDecision(
            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "For whoever decided.",
                    examples = "Ask the carrier first: the second parcel may be real")
            String reason) {}

    /** {@code POST /v1/cases/{id}/decision/undo}. */
    @RegisterForReflection
    @Schema(name = "UndoDecision")
    public record UndoDecision(
            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "For staff and the audit.", examples = "That was the case beside this one")
            String reason) {}

    /** A decision as it stands. */
    @RegisterForReflection
    @Schema(name = "Decision")
    public record DecisionView(
            @Schema(examples = "1") int no,
            DecisionStatus status,
            CaseVerdict verdict,

            @Schema(description = "The parcels that are false; left out for the whole order.") @Nullable
            List<UUID> shipments,

            @Nullable Sanction sanction,

            @Schema(
                    description = "Of a dispute, what the buyer gets where it is not what they wanted.",
                    examples = "7.50")
            @Nullable
            String amount,

            @Schema(description = "The buyer's money that goes back by it, or that it lets go.", examples = "29.90")
            String moves,

            @Schema(examples = "EUR") String currency,
            String statement,

            @Schema(description = "Why another person has to approve it; empty where nobody has to.")
            List<FourEyes.Because> approvalBecause,

            @Schema(examples = "moderator-1") String decidedBy,
            Instant decidedAt,

            @Schema(description = "By when somebody should approve or reject it (P7).") @Nullable
            Instant approveBy,

            @Schema(description = "Who approved it, or did not.", examples = "lead-1") @Nullable
            String approvedBy,

            @Nullable String rejectedBecause,

            @Schema(description = "When its case was closed before anybody had answered.") @Nullable
            Instant overtakenAt,

            @Nullable Instant carriedOutAt,

            @Schema(description = "It can be undone before this moment, while no money has left.") @Nullable
            Instant undoUntil,

            @Schema(examples = "moderator-1") @Nullable String undoneBy,
            @Nullable Instant undoneAt,
            @Nullable String undoneBecause) {}

    /** {@code GET /v1/cases/{id}/decision}. */
    @RegisterForReflection
    @Schema(name = "DecisionsOfCase")
    public record DecisionsView(
            @Schema(description = "The latest first: one that was rejected or undone made room for the next.")
            List<DecisionView> items) {}
}
