package dev.countermand.payment.reconciliation;

import dev.countermand.payment.provider.Listed;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about comparisons with a provider's books. */
final class ReconciliationApi {

    private ReconciliationApi() {}

    /** {@code POST /v1/reconciliations}. */
    @RegisterForReflection
    @Schema(name = "RequestReconciliation")
    public record RequestReconciliation(
            @NotNull
            @Size(min = 1, max = 40)
            @Schema(description = "A provider that is in use here.", examples = "stripe")
            String provider,

            @NotNull @Schema(description = "The beginning of the time that is compared.")
            Instant from,

            @NotNull @Schema(description = "Its end, which is not in it: at most 92 days later, and not in the future.")
            Instant to,

            @Schema(
                    description =
                            "Of a provider who cannot be asked: their report as CSV. Adyen's is the Settlement details"
                                    + " report. One that is larger goes to POST /v1/reconciliations/report.")
            @Size(min = 1, max = 1_000_000)
            @Nullable
            String report) {

        Reconciliations.Wanted toCommand() {
            return new Reconciliations.Wanted(provider, from, to, report);
        }
    }

    /** How many things differ in one way. */
    @RegisterForReflection
    @Schema(name = "DifferenceCount")
    public record Count(
            Difference kind, @Schema(examples = "1") long count) {}

    /** A comparison: how far it is, and what it found. */
    @RegisterForReflection
    @Schema(name = "Reconciliation")
    public record ReconciliationView(
            UUID id,
            @Schema(examples = "stripe") String provider,
            Instant from,
            Instant to,

            @Schema(
                    description =
                            "Compared with a report that was handed in, not with what the provider was asked for.")
            boolean reported,

            ReconciliationStatus status,
            @Schema(examples = "lead-1") String requestedBy,
            Instant requestedAt,
            @Nullable Instant finishedAt,

            @Schema(description = "Refunds and captures that either book has.")
            long compared,

            @Schema(description = "How many differ, by kind; empty where both books agree.")
            List<Count> differences,

            @Schema(description = "Why the provider could not be asked, the last time.") @Nullable
            String failure) {

        static ReconciliationView of(Reconciliation found) {
            return new ReconciliationView(
                    found.id(),
                    found.provider(),
                    found.period().from(),
                    found.period().to(),
                    found.reported(),
                    found.status(),
                    found.requestedBy(),
                    found.requestedAt(),
                    found.finishedAt(),
                    found.compared(),
                    found.differences().entrySet().stream()
                            .map(each -> new Count(each.getKey(), each.getValue()))
                            .sorted(Comparator.comparing(Count::kind))
                            .toList(),
                    found.failure());
        }
    }

    /** One thing of which two books say two things; what one of them does not have is left out. */
    @RegisterForReflection
    @Schema(name = "ReconciliationDifference")
    public record DifferenceView(
            Difference kind,
            Listed.Thing thing,

            @Schema(description = "The provider's name for it.", examples = "re_1")
            String reference,

            @Nullable String orderId,

            @Schema(description = "Our refund or payment.") @Nullable
            String ourId,

            @Schema(examples = "29.90") @Nullable String ourAmount,

            @Schema(examples = "EUR") @Nullable String ourCurrency,

            @Schema(examples = "SENT") @Nullable String ourState,

            @Schema(examples = "29.90") @Nullable String theirAmount,

            @Schema(examples = "EUR") @Nullable String theirCurrency,

            @Schema(description = "UNDER_WAY, DONE or FAILED.", examples = "DONE") @Nullable
            String theirState,

            @Schema(description = "When it was made there; where they do not have it, here.")
            Instant at) {}
}
