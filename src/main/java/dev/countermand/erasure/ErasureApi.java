package dev.countermand.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about buyers who are to be forgotten. */
final class ErasureApi {

    private ErasureApi() {}

    /** {@code POST /v1/erasures}. */
    @RegisterForReflection
    @Schema(name = "RequestErasure")
    public record RequestErasure(
            @NotNull @Size(min = 1, max = 64) @Schema(examples = "buyer-7")
            String buyerId) {}

    /** An erasure: how far it is, and what stays. */
    @RegisterForReflection
    @Schema(name = "Erasure")
    public record ErasureView(
            UUID id,
            ErasureStatus status,

            @Schema(
                    description = "Who the buyer is in what is kept of them.",
                    examples = "erased-5f0c6f0e-9a3d-4a3e-8a53-0c6f6d1f7a11")
            String pseudonym,

            @Schema(examples = "lead-1") String requestedBy,
            Instant requestedAt,

            @Schema(
                    description =
                            "When it goes on by itself: the first of what is kept may go then. Left out at the end.")
            @Nullable
            Instant nextAt,

            @Schema(description = "When nothing was kept any more.") @Nullable
            Instant finishedAt,

            @Schema(description = "Orders pseudonymised so far.", examples = "12")
            long orders,

            @Schema(description = "Entries of the audit from which the buyer was taken so far.", examples = "140")
            long auditEntries,

            @Schema(description = "The same of events.", examples = "140")
            long events,

            @Schema(description = "Documents deleted so far.", examples = "1")
            long documents,

            @Schema(description = "What is there now, why, and until when; empty when nothing is.")
            List<KeptView> kept) {

        static ErasureView of(Erasures.State state) {
            Erasure erasure = state.erasure();
            return new ErasureView(
                    erasure.id(),
                    erasure.status(),
                    erasure.pseudonym(),
                    erasure.requestedBy(),
                    erasure.requestedAt(),
                    erasure.status() == ErasureStatus.DONE ? null : erasure.nextAt(),
                    erasure.finishedAt(),
                    erasure.orders(),
                    erasure.entries(),
                    erasure.events(),
                    erasure.documents(),
                    state.kept().stream().map(KeptView::of).toList());
        }
    }

    /** Something that stays for now. */
    @RegisterForReflection
    @Schema(name = "KeptInErasure")
    public record KeptView(
            KeptReason reason,

            @Schema(description = "Orders, answers or calls.", examples = "3")
            long count,

            @Schema(description = "When the first of them may go; left out while nobody can say.") @Nullable
            Instant firstUntil,

            @Schema(description = "When the last of them may go; left out while nobody can say.") @Nullable
            Instant keptUntil,

            @Schema(
                    description = "What it is, and why it stays.",
                    examples = "orders about which claims can still be made")
            String detail) {

        static KeptView of(Kept kept) {
            return new KeptView(
                    kept.reason(),
                    kept.count(),
                    kept.nextUntil(),
                    kept.until(),
                    kept.reason().words());
        }
    }
}
