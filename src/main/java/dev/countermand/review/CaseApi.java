package dev.countermand.review;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
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

    /** {@code POST /v1/cases/{id}/decision}. */
    @RegisterForReflection
    @Schema(name = "DecideCase")
    public record DecideCase(
            @NotNull CaseVerdict verdict,

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
                    description = "The reasons, as the seller gets them (A27); with CANCEL_AND_REFUND or a"
                            + " sanction of 20 characters or more, 10 of them letters.",
                    examples = "The carrier never received a parcel under this number")
            String statement) {

        Decisions.Decision toCommand() {
            return new Decisions.Decision(
                    verdict,
                    shipments,
                    sanction == null ? null : new Decisions.Sanction(sanction.kind(), sanction.points()),
                    amount,
                    statement);
        }
    }

    /** Beside the fine that the policy prescribes for a false shipment. */
    @RegisterForReflection
    @Schema(name = "Sanction")
    public record Sanction(
            @NotNull
            @Schema(description = "With verdict RELEASE only WARNING. FINE changes the points of the prescribed fine.")
            EntryKind kind,

            @Min(0)
            @Max(100)
            @Schema(description = "Points for the seller's record; 0 if left out.", examples = "6")
            @Nullable
            Integer points) {}

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

    /** A moderator's note. */
    @RegisterForReflection
    @Schema(name = "CaseNote")
    public record NoteView(UUID id, String author, String text, Instant at) {

        public static NoteView of(CaseReader.Note note) {
            return new NoteView(note.id(), note.author(), note.text(), note.at());
        }
    }
}
