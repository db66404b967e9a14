package dev.countermand.cancellation.seller;

import dev.countermand.cancellation.CancellationApi;
import dev.countermand.cancellation.CancellationViews;
import dev.countermand.cancellation.SellerCancellation;
import dev.countermand.http.Problem;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Words;
import dev.countermand.order.OrderApi;
import dev.countermand.policy.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What sellers say to many requests at once, and without being asked. */
public final class SellerAnswersApi {

    /** Requests answered in one call. */
    static final int ANSWERS_AT_MOST = 100;

    private SellerAnswersApi() {}

    /** How a request is answered. */
    public enum AnswerKind {
        APPROVE,
        REFUSE
    }

    /** {@code POST /v1/cancellations/answers}. */
    @RegisterForReflection
    @Schema(name = "AnswerCancellations")
    public record AnswerCancellations(
            @NotNull @Size(min = 1, max = ANSWERS_AT_MOST) List<@NotNull @Valid OneAnswer> answers) {

        List<ManyAnswers.Said> toCommand() {
            return IntStream.range(0, answers.size())
                    .mapToObj(i -> answers.get(i).toCommand("answers[" + i + "]"))
                    .toList();
        }
    }

    /** What is said to one request. */
    @RegisterForReflection
    @Schema(name = "CancellationAnswer")
    public record OneAnswer(
            @NotNull @Schema(description = "The request's id.")
            UUID id,

            @NotNull AnswerKind answer,

            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(
                    description = "Required with REFUSE, and left out with APPROVE (A6).",
                    examples = "The parcel leaves in an hour")
            @Nullable
            String explanation,

            @Schema(description = "Only with APPROVE: whether the reason given is true (A12).") @Nullable
            Boolean reasonConfirmed) {

        private ManyAnswers.Said toCommand(String where) {
            boolean refuses = answer == AnswerKind.REFUSE;
            if (refuses != (explanation != null)) {
                throw Refusal.invalid(
                                where + ".explanation",
                                refuses ? "must be given with REFUSE (A6)" : "must be left out with APPROVE")
                        .asException();
            }
            if (refuses && reasonConfirmed != null) {
                throw Refusal.invalid(where + ".reasonConfirmed", "must be left out with REFUSE")
                        .asException();
            }
            return new ManyAnswers.Said(id, explanation, reasonConfirmed);
        }
    }

    /** What has come of the answers. */
    @RegisterForReflection
    @Schema(name = "CancellationAnswers")
    public record Answered(
            @Schema(description = "In the order of the answers.")
            List<AnsweredOne> results) {

        static Answered of(List<ManyAnswers.Result> results) {
            return new Answered(results.stream().map(AnsweredOne::of).toList());
        }
    }

    /** What has come of one. */
    @RegisterForReflection
    @Schema(name = "AnsweredCancellation")
    public record AnsweredOne(
            @Schema(description = "The request's id.") UUID id,

            @Schema(description = "Whether it is answered as was said.")
            boolean done,

            @Schema(description = "The request after the answer.")
            CancellationApi.@Nullable CancellationView cancellation,

            @Schema(description = "Why it is not, as the answer to it alone would say.") @Nullable
            Problem problem) {

        private static AnsweredOne of(ManyAnswers.Result result) {
            return new AnsweredOne(
                    result.id(),
                    result.done() != null,
                    result.done() == null ? null : CancellationViews.of(result.done()),
                    result.refusal() == null ? null : Problem.of(result.refusal()));
        }
    }

    /** {@code POST /v1/orders/{id}/seller-cancellation}. */
    @RegisterForReflection
    @Schema(name = "CancelAsSeller")
    public record CancelAsSeller(
            @NotNull
            @Schema(
                    description = "One for which the seller is to blame in this market (A11).",
                    examples = "OUT_OF_STOCK")
            Reason reason,

            @Size(max = 2000)
            @Pattern(regexp = Words.PATTERN, message = Words.MESSAGE)
            @Schema(description = "As the buyer reads it.", examples = "The last one broke in the warehouse")
            @Nullable
            String explanation,

            @Schema(description = "Which units; all that are not declared shipped, if omitted.")
            @Size(min = 1, max = 200)
            @Nullable
            List<OrderApi.@NotNull @Valid Units> lines) {

        SellerCancellation.Wanted toCommand() {
            return new SellerCancellation.Wanted(reason, explanation, OrderApi.Units.plain(lines));
        }
    }
}
