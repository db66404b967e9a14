package dev.countermand.review.quality;

import dev.countermand.kernel.Words;
import dev.countermand.review.page.CasePageApi;
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

/** What is said about the quality of the desk. */
public final class QualityApi {

    private QualityApi() {}

    /** {@code POST /v1/quality/reviews/{id}/decision}. */
    @RegisterForReflection
    @Schema(name = "DecideReview")
    public record DecideReview(
            @NotNull CaseVerdict verdict,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "Why; 20 characters or more, 10 of them letters. Nobody but leads reads it.",
                    examples = "The carrier never had the parcel, and the number is of another order")
            String statement) {}

    /** A review that is yours. */
    @RegisterForReflection
    @Schema(name = "GivenReview")
    public record GivenReview(
            UUID id,
            @Schema(description = "Until when it is yours.") Instant until,
            CasePageApi.BlindCase reviewCase) {}

    /** A review after its decision, for who decided it. */
    @RegisterForReflection
    @Schema(name = "DoneReview")
    public record DoneReview(UUID id, CaseVerdict verdict, Instant decidedAt) {}

    /** A review with all that came of it, for leads. */
    @RegisterForReflection
    @Schema(name = "Review")
    public record ReviewView(
            UUID id,
            UUID caseId,
            @Schema(examples = "order-1001") String orderId,
            ReviewKind kind,
            Instant askedAt,

            @Schema(description = "What was decided first, or is right.")
            CaseVerdict firstVerdict,

            @Schema(description = "Who decided it first, or says what is right.", examples = "mod-1")
            String firstBy,

            @Schema(examples = "mod-2") @Nullable String reviewer,
            @Nullable CaseVerdict verdict,
            @Nullable String statement,
            @Nullable Instant decidedAt,

            @Schema(description = "Whether the two are the same; left out until there are two.") @Nullable
            Boolean agrees) {

        static ReviewView of(ReviewStore.Review review) {
            return new ReviewView(
                    review.id(),
                    review.caseId(),
                    review.orderId(),
                    review.kind(),
                    review.askedAt(),
                    review.firstVerdict(),
                    review.firstBy(),
                    review.reviewer(),
                    review.verdict(),
                    review.statement(),
                    review.decidedAt(),
                    review.verdict() == null ? null : review.verdict() == review.firstVerdict());
        }
    }

    /** {@code PUT /v1/quality/golden-cases/{id}}. */
    @RegisterForReflection
    @Schema(name = "SetGoldenCase")
    public record SetGoldenCase(
            @NotNull @Schema(description = "What is right.") CaseVerdict verdict,

            @NotNull
            @Size(min = Words.REASONS_AT_LEAST, max = 2000)
            @Pattern(regexp = Words.REASONS, message = Words.REASONS_MESSAGE)
            @Schema(examples = "The post has confirmed in writing that it never had the parcel")
            String because) {}

    /** A case of which it is known what is right. */
    @RegisterForReflection
    @Schema(name = "GoldenCase")
    public record GoldenView(
            @Schema(description = "The case's id.") UUID id,
            @Schema(examples = "order-1001") String orderId,
            CaseVerdict verdict,
            String because,
            @Schema(examples = "lead-1") String setBy,
            Instant setAt) {

        static GoldenView of(ReviewStore.Golden golden) {
            return new GoldenView(
                    golden.caseId(),
                    golden.orderId(),
                    golden.verdict(),
                    golden.because(),
                    golden.setBy(),
                    golden.setAt());
        }
    }

    /** Figures of one detector. */
    @RegisterForReflection
    @Schema(name = "DetectorFigures")
    public record DetectorView(
            @Schema(examples = "NO_CARRIER_MOVEMENT") String code,

            @Schema(description = "Cases opened in the period in which it had found something.", examples = "120")
            int opened,

            @Schema(description = "Of those, decided by a person.", examples = "100")
            int decided,

            @Schema(description = "Of those, as fraud.", examples = "90")
            int upheld,

            @Schema(description = "Of those, undone by an appeal.", examples = "2")
            int overturned,

            @Schema(description = "Of what was decided, the share that was fraud and stayed it.", examples = "0.88")
            @Nullable
            Double precision,

            @Schema(description = "Decided by a second moderator, too.", examples = "5")
            int reviewed,

            @Schema(description = "Of those, the share in which the two agree.", examples = "0.8") @Nullable
            Double agreement,

            @Schema(description = "Half of them were decided sooner.", examples = "90000") @Nullable
            Long medianSeconds) {}

    /** Figures of one moderator. */
    @RegisterForReflection
    @Schema(name = "ModeratorFigures")
    public record ModeratorView(
            @Schema(examples = "mod-1") String moderator,

            @Schema(description = "Cases opened in the period that they have, or had last.", examples = "45")
            int opened,

            @Schema(
                    description = "Cases decided in the period; what the policy decides by itself is nobody's (A26).",
                    examples = "40")
            int decided,

            @Schema(description = "Of those, for cancelling and refunding.", examples = "30")
            int cancelled,

            @Schema(description = "Of those, undone by an appeal.", examples = "1")
            int overturned,

            @Schema(description = "Of what they cancelled, the share that no appeal has undone.", examples = "0.9667")
            @Nullable
            Double precision,

            @Schema(
                    description =
                            "Decided after they were due (P7), as that was when they decided; approval and rejection set"
                                    + " another time, which does not count.",
                    examples = "3")
            int late,

            @Schema(description = "Decided by a second moderator, too.", examples = "2")
            int reviewed,

            @Schema(description = "Of those, the share in which the two agree.", examples = "1.0") @Nullable
            Double agreement,

            @Schema(description = "Others' cases that they decided a second time.", examples = "4")
            int reviews,

            @Schema(description = "Cases they had of which it is known what is right.", examples = "3")
            int golden,

            @Schema(description = "Of those, the share that they decided so.", examples = "1.0") @Nullable
            Double goldenAccuracy,

            @Schema(description = "Half of their cases were decided sooner after they were opened.", examples = "80000")
            @Nullable
            Long medianSeconds) {}

    /** What nobody has decided in time. */
    @RegisterForReflection
    @Schema(name = "OverdueCases")
    public record OverdueView(
            @Schema(examples = "39") long cases,

            @Schema(description = "When the oldest was due.") @Nullable
            Instant since) {}

    /** {@code GET /v1/quality/figures}. */
    @RegisterForReflection
    @Schema(name = "QualityFigures")
    public record FiguresView(
            Instant from,
            Instant to,
            List<DetectorView> detectors,
            List<ModeratorView> moderators,

            @Schema(description = "Now, whatever the period (P7).")
            OverdueView overdue) {}
}
