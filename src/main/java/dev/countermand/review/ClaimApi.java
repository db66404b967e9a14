package dev.countermand.review;

import dev.countermand.kernel.Words;
import dev.countermand.review.state.Claim;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about who works on a case. */
public final class ClaimApi {

    private static final String SUBJECT = "[\\x21-\\x7E]{1,255}";
    private static final String SUBJECT_MESSAGE = "must be 1 to 255 visible ASCII characters";

    /** The header with the token of the claim under which somebody acts on a case. */
    public static final String TOKEN = "Case-Token";

    private ClaimApi() {}

    /** {@code POST /v1/cases/{id}/claim}, {@code /claim/keep-alive} and {@code /take-over}. */
    @RegisterForReflection
    @Schema(name = "Claim")
    public record ClaimView(
            @Schema(description = "Send as Case-Token with every later act.")
            UUID token,

            @Schema(description = "Keep the claim alive before this moment, or the case is open for anybody again.")
            Instant until) {

        public static ClaimView of(Claim claim) {
            return new ClaimView(claim.token(), claim.until());
        }
    }

    /** {@code POST /v1/cases/{id}/hand-over}. */
    @RegisterForReflection
    @Schema(name = "HandOverCase")
    public record HandOver(
            @NotNull
            @Pattern(regexp = SUBJECT, message = SUBJECT_MESSAGE)
            @Schema(description = "Who gets it: the subject of their token.", examples = "moderator-2")
            String to,

            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "They read the seller's documents better")
            @Nullable
            String reason) {}

    /** {@code POST /v1/cases/{id}/take-over}. */
    @RegisterForReflection
    @Schema(name = "TakeOverCase")
    public record TakeOver(
            @NotNull
            @Size(max = 1000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(examples = "They went home ill")
            String reason) {}
}
