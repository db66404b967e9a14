package dev.countermand.seller.page;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about notes on sellers' accounts. */
public final class SellerNoteApi {

    private SellerNoteApi() {}

    /** {@code POST /v1/sellers/{id}/notes}. */
    @RegisterForReflection
    @Schema(name = "AddSellerNote")
    public record AddSellerNote(
            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "Has changed their bank account twice this month")
            String text,

            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE)
            @Schema(
                    description =
                            "Which order of theirs it is about, if it is about one: where a note says something of a"
                                    + " buyer, it has to go with them.",
                    examples = "order-1001")
            @Nullable
            String orderId) {}

    /** A note on a seller's account. */
    @RegisterForReflection
    @Schema(name = "SellerNote")
    public record SellerNoteView(
            UUID id,
            @Schema(examples = "seller-3") String sellerId,
            @Schema(examples = "order-1001") @Nullable String orderId,
            @Schema(examples = "mod-1") String author,

            @Schema(examples = "Has changed their bank account twice this month")
            String text,

            Instant at) {

        public static SellerNoteView of(SellerNotes.Note note) {
            return new SellerNoteView(
                    note.id(), note.sellerId(), note.orderId(), note.author(), note.text(), note.at());
        }
    }
}
