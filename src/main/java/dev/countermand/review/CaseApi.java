package dev.countermand.review;

import dev.countermand.kernel.Words;
import dev.countermand.order.state.OrderStatus;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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

    /** A moderator's note. */
    @RegisterForReflection
    @Schema(name = "CaseNote")
    public record NoteView(UUID id, String author, String text, Instant at) {

        public static NoteView of(CaseReader.Note note) {
            return new NoteView(note.id(), note.author(), note.text(), note.at());
        }
    }
}
