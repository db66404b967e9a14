package dev.countermand.review.bulk;

import dev.countermand.kernel.Words;
import dev.countermand.review.decision.Decision;
import dev.countermand.review.decision.DecisionApi;
import dev.countermand.review.state.BulkItemStatus;
import dev.countermand.review.state.CaseVerdict;
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

/** What is said about bulk decisions. */
public final class BulkApi {

    /** Cases of one bulk decision: as many as a list shows at once. */
    static final int MOST = 200;

    private BulkApi() {}

    /** {@code POST /v1/cases/bulk}. */
    @RegisterForReflection
    @Schema(name = "DecideInBulk")
    public record DecideInBulk(
            @NotNull @Size(min = 1, max = MOST) @Schema(description = "The cases; one that is named twice counts once.")
            List<@NotNull UUID> ids,

            @NotNull @Schema(description = "The verdict on each of them: each order as a whole.")
            CaseVerdict action,

            @Valid DecisionApi.@Nullable Sanction sanction,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "The reasons, as each seller gets them (A27).",
                    examples = "The carrier never received a parcel under this number")
            String statement,

            @Schema(
                    description = "Only say what would become of each case; nothing is done. False if left out.",
                    examples = "true")
            @Nullable
            Boolean dryRun) {

        List<UUID> cases() {
            return ids.stream().distinct().toList();
        }

        boolean previews() {
            return Boolean.TRUE.equals(dryRun);
        }

        Decision toCommand() {
            return new Decision(action, null, DecisionApi.Sanction.toCommand(sanction), null, statement);
        }
    }

    /** {@code POST /v1/bulk/{id}/undo}. */
    @RegisterForReflection
    @Schema(name = "UndoBulk")
    public record UndoBulk(
            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "For staff and the audit.", examples = "The carrier has found its lost scans")
            String reason) {}

    /** What would become of the cases. */
    @RegisterForReflection
    @Schema(name = "BulkPreview")
    public record PreviewView(
            @Schema(description = "Cases that were named.", examples = "3")
            int cases,

            @Schema(description = "Of these, those that would be decided at once.", examples = "1")
            int decided,

            @Schema(description = "Those that another person would have to approve.", examples = "1")
            int awaitingApproval,

            @Schema(description = "What would be decided, or be before a second person, by currency.")
            List<MoneyView> money,

            @Schema(description = "Those that would stay as they are, each with why.")
            List<SkippedView> skipped) {}

    /** An amount of one currency. */
    @RegisterForReflection
    @Schema(name = "BulkMoney")
    public record MoneyView(
            @Schema(examples = "EUR") String currency,

            @Schema(description = "The buyers' money that goes back, or is let go.", examples = "59.80")
            String amount,

            @Schema(description = "Of this, what another person has to approve.", examples = "0.00")
            String awaitingApproval) {}

    /** A case that stays as it is. */
    @RegisterForReflection
    @Schema(name = "SkippedCase")
    public record SkippedView(
            UUID id,
            @Schema(examples = "CASE_CLAIMED") String code,

            @Schema(examples = "The case is claimed by moderator-2 until 11 March 2026, 09:30 UTC")
            String detail) {}

    /** How far a bulk decision is. */
    public enum Progress {
        /** Cases wait for their turn. */
        RUNNING,
        /** All have had their turn. */
        DONE,
        /** Decided cases wait to be undone. */
        UNDOING,
        /** All of these have had their turn. */
        UNDONE
    }

    /** {@code GET /v1/bulk/{id}}. */
    @RegisterForReflection
    @Schema(name = "BulkDecision")
    public record BulkView(
            UUID id,
            Progress status,
            CaseVerdict action,
            String statement,
            @Schema(examples = "moderator-1") String askedBy,
            Instant askedAt,

            @Schema(description = "Cases in all.", examples = "3")
            int cases,

            @Schema(description = "Of these, those that wait for their turn.", examples = "0")
            int waiting,

            @Schema(description = "What was decided, or is before a second person, by currency.")
            List<MoneyView> money,

            @Schema(examples = "moderator-1") @Nullable String undoAskedBy,
            @Nullable Instant undoAskedAt,
            List<ItemView> items) {}

    /** A case of a bulk decision. */
    @RegisterForReflection
    @Schema(name = "BulkItem")
    public record ItemView(
            UUID id,
            @Schema(examples = "order-1001") String orderId,
            BulkItemStatus status,

            @Schema(description = "The buyer's money that its decision moves.", examples = "29.90") @Nullable
            String amount,

            @Schema(examples = "EUR") @Nullable String currency,

            @Schema(description = "Why it was skipped, or not undone.", examples = "CASE_CLAIMED") @Nullable
            String code,

            @Nullable String detail,
            @Nullable Instant doneAt) {}
}
