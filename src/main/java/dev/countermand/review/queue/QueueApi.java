package dev.countermand.review.queue;

import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import dev.countermand.review.state.CaseVerdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the queue of cases answers. */
public final class QueueApi {

    private QueueApi() {}

    /** How pressing a case is, and why. */
    @RegisterForReflection
    @Schema(name = "CasePriority")
    public record PriorityView(
            @Schema(
                    description =
                            "Risk x money x time, in rough euros. It doubles with each day that passes, for all cases"
                                    + " alike, so that their order stays.",
                    examples = "4.49")
            double figure,

            @Schema(
                    description = "In percent: the score, but at least what a case of this reason counts.",
                    examples = "60")
            int risk,

            @Schema(examples = "60 % risk of 29.90 EUR, times 0.25 because it is due in 2 days, is 4.49")
            String words) {}

    /** A case in the queue, with enough to decide which one to open. */
    @RegisterForReflection
    @Schema(name = "QueuedCase")
    public record CaseRowView(
            UUID id,
            @Schema(examples = "order-1001") String orderId,
            @Schema(examples = "seller-3") String sellerId,

            @Schema(examples = "buyer-7") @Nullable String buyerId,

            @Schema(examples = "aliexpress") @Nullable String market,

            CaseStatus status,
            CaseReason reason,

            @Schema(description = "0 to 100.", examples = "60")
            int score,

            @Schema(description = "What the buyer has paid.", examples = "29.90")
            String amount,

            @Schema(examples = "EUR") String currency,
            PriorityView priority,

            @Schema(
                    description =
                            "What stands against the order, in words, the heaviest first; of what was let go, what stood.")
            List<String> signals,

            Instant openedAt,

            @Schema(description = "How long it has been open, in words.", examples = "3 days")
            String age,

            Instant dueAt,

            @Schema(description = "It is due, and nobody has decided it (P7).")
            boolean overdue,

            @Schema(description = "Since when it is overdue, once that was told.") @Nullable
            Instant overdueSince,

            @Schema(
                    description =
                            "No evidence: since when it is known that the seller gave none in time. The case comes"
                                    + " before all others (A26).")
            @Nullable
            Instant noEvidenceSince,

            @Schema(examples = "moderator-1") @Nullable String assignee,

            @Schema(description = "Until when the assignee holds it.") @Nullable
            Instant claimedUntil,

            @Schema(description = "Left out of a case that you decide a second time.") @Nullable
            CaseVerdict verdict) {}

    /** {@code POST /v1/cases/next}. */
    @RegisterForReflection
    @Schema(name = "NextCase")
    public record Next(
            @Schema(
                    description =
                            "The saved view whose first free case is wanted; of all cases, if left out. Its status and"
                                    + " assignee are passed over.")
            @Nullable
            UUID view) {}

    /** A case that is the caller's now. */
    @RegisterForReflection
    @Schema(name = "GivenCase")
    public record GivenView(
            @Schema(description = "Send as Case-Token with every later act.")
            UUID token,

            @Schema(description = "Keep the claim alive before this moment, or the case is open for anybody again.")
            Instant until,

            CaseRowView item) {}

    /** How many cases are of one kind. */
    @RegisterForReflection
    @Schema(name = "CountedCases")
    public record Counted(
            @Schema(examples = "OPEN") String of,
            @Schema(examples = "12") long cases) {}

    /** What the cases of one currency are about. */
    @RegisterForReflection
    @Schema(name = "CountedMoney")
    public record CountedMoney(
            @Schema(examples = "EUR") String currency,
            @Schema(examples = "12") long cases,
            @Schema(examples = "1204.90") String amount) {}

    /** {@code GET /v1/cases/counts}. */
    @RegisterForReflection
    @Schema(name = "CaseCounts")
    public record CountsView(
            @Schema(examples = "12") long total,

            @Schema(description = "Due and not decided (P7).", examples = "3")
            long overdue,

            @Schema(description = "Not decided, and nobody works on it.", examples = "7")
            long unassigned,

            List<Counted> statuses,
            List<Counted> reasons,

            @Schema(
                    description =
                            "Without those opened by an earlier release, as long as it does not know of which market they are.")
            List<Counted> markets,

            List<CountedMoney> money) {}
}
