package dev.countermand.seller.page;

import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.seller.EntryKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
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

/** What is asked about sanctions and appeals, and the statement of reasons. */
public final class SanctionApi {

    private SanctionApi() {}

    /** {@code POST /v1/sellers/{id}/sanctions}. */
    @RegisterForReflection
    @Schema(name = "ImposeSanction")
    public record ImposeSanction(
            @Schema(
                    description = "By default the step of the market's ladder that the seller's points have reached."
                            + " A FINE is for an order. Not CLAIM: that is no sanction.")
            @Nullable
            EntryKind kind,

            @Pattern(regexp = OrderApi.ID, message = OrderApi.ID_MESSAGE)
            @Schema(
                    description = "The order of this seller that it is about: what was found on it becomes part of the"
                            + " statement of reasons. Without it, the sanction is about the seller as a whole, under"
                            + " the policy of their newest order.",
                    examples = "order-1001")
            @Nullable
            String orderId,

            @Schema(
                    description = "The rule that was broken; A27, that the marketplace's rules are kept, if left out.",
                    enumeration = {"A9", "A13", "A15", "A16", "A17", "A24", "A26", "A27"},
                    examples = "A17")
            @Nullable
            String rule,

            @Min(0)
            @Max(100)
            @Schema(description = "By default those of the policy for this step.", examples = "6")
            @Nullable
            Integer points,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "The reasons, as the seller gets them (A27), in 20 characters or more, 10 of them"
                            + " letters.",
                    examples = "Three parcels in a row were declared and never posted")
            String statement) {

        SanctionDesk.Wish toCommand() {
            return new SanctionDesk.Wish(kind, orderId, rule, points, statement);
        }
    }

    /** {@code POST /v1/sanctions/{id}/rejection}. */
    @RegisterForReflection
    @Schema(name = "RejectSanction")
    public record RejectSanction(
            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "A limit is enough for a first time")
            String reason) {}

    /** {@code POST /v1/sanctions/{id}/appeal}. */
    @RegisterForReflection
    @Schema(name = "FileAppeal")
    public record FileAppeal(
            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "Why the sanction is wrong.",
                    examples = "The post has lost my receipt; here is a copy")
            String text) {}

    /** {@code POST /v1/sanctions/{id}/appeal/decision}. */
    @RegisterForReflection
    @Schema(name = "DecideAppeal")
    public record DecideAppeal(
            @NotNull @Schema(description = "UPHELD: the seller is right, and the sanction is undone.")
            Outcome outcome,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "Why, as the seller gets it, in 20 characters or more, 10 of them letters.",
                    examples = "The receipt shows that the parcel was posted in time")
            String statement) {}

    /** How an appeal can end. */
    public enum Outcome {
        UPHELD,
        DISMISSED
    }

    /** {@code GET /v1/sanctions/{id}/statement}. */
    @RegisterForReflection
    @Schema(name = "StatementOfReasons")
    public record StatementView(
            UUID sanctionId,
            @Schema(examples = "seller-3") String sellerId,
            @Schema(examples = "order-1001") @Nullable String orderId,
            EntryKind kind,
            @Schema(examples = "A17") String rule,
            @Schema(examples = "aliexpress") String market,
            @Schema(examples = "1") int policyVersion,

            @Schema(description = "Of the words below: the market's.", examples = "en")
            String language,

            Instant issuedAt,

            @Schema(description = "Whether a detector or a deadline found it.")
            boolean foundByMachine,

            @Schema(description = "Whether it followed from the rules by itself.")
            boolean decidedByMachine,

            Instant appealUntil,
            @Schema(examples = "Statement of reasons") String title,
            @Schema(examples = "You are warned.") String decision,

            @Schema(description = "What follows from it, and how long.")
            List<String> effects,

            List<FactView> facts,

            @Schema(description = "As whoever decided has written them; left out where the facts say it all.") @Nullable
            String reasons,

            @Schema(description = "The rule in words.") String ruleWords,

            @Schema(description = "How it was found and decided.")
            List<String> automation,

            @Schema(description = "Until when and how to appeal, and what else can be done.")
            List<String> appeal,

            @Schema(description = "What has come of it meanwhile.")
            List<String> since) {}

    /** A fact that a sanction is founded on. */
    @RegisterForReflection
    @Schema(name = "StatementFact")
    public record FactView(
            @Schema(description = "The signal's, or what the sanction is for.", examples = "NO_CARRIER_MOVEMENT")
            String code,

            String words,
            List<ValueView> values) {}

    /** Something that was compared. */
    @RegisterForReflection
    @Schema(name = "StatementValue")
    public record ValueView(
            @Schema(examples = "trackingNumber") String name,
            @Schema(examples = "Tracking number") String label,
            @Schema(examples = "1Z5R89390357567127") String value) {}
}
