package dev.countermand.journal.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about the audit's chain. */
final class VerificationApi {

    private VerificationApi() {}

    /** {@code GET /v1/audit/verification}. */
    @RegisterForReflection
    @Schema(name = "AuditVerification")
    public record VerificationView(
            LocalDate from,
            LocalDate to,

            @Schema(
                    description =
                            "Whether all that was looked at is as the service left it. It holds for the whole period"
                                    + " when it holds in each part, up to the one without `next`.")
            boolean intact,

            @Schema(description = "Seals that follow from each other.", examples = "1200")
            long seals,

            @Schema(description = "Entries that are as they were sealed.", examples = "1200")
            long entries,

            @Schema(description = "Entries that are not sealed yet; their signatures hold.", examples = "0")
            long waiting,

            @Schema(
                    description =
                            "Seals of entries from which a buyer was erased; what was done, when and in which role is"
                                    + " proved, and the rest by the later seal.",
                    examples = "0")
            long erased,

            @Schema(
                    description = "Entries and seals that the retention has forgotten, as it wrote into the audit.",
                    examples = "0")
            long forgotten,

            @Schema(description = "The first thing that is not as the service left it.") @Nullable
            FaultView fault,

            @Schema(
                    description =
                            "The days of the period that have seals. Keep their hashes outside: they prove the chain"
                                    + " up to there against anybody.")
            List<DayView> days,

            @Schema(description = "Send it as `cursor` to go on; left out at the end, and at a fault.") @Nullable
            String next) {

        static VerificationView of(LocalDate from, LocalDate to, Proof proof, UnaryOperator<String> cursor) {
            String next = proof.next();
            return new VerificationView(
                    from,
                    to,
                    proof.fault() == null,
                    proof.counts().seals(),
                    proof.counts().entries(),
                    proof.counts().waiting(),
                    proof.counts().erased(),
                    proof.counts().forgotten(),
                    FaultView.of(proof.fault()),
                    proof.days().stream().map(DayView::of).toList(),
                    next == null ? null : cursor.apply(next));
        }
    }

    /** What is wrong. */
    @RegisterForReflection
    @Schema(name = "AuditFault")
    public record FaultView(
            ChainFault.Kind kind,

            @Schema(description = "The entry; left out where only its place in the chain is known.") @Nullable
            UUID entryId,

            @Schema(description = "The seal's place in the chain; left out where there is no seal.", examples = "17")
            @Nullable
            Long seal,

            @Schema(examples = "The entry is another than the one that was sealed")
            String detail) {

        static @Nullable FaultView of(@Nullable ChainFault fault) {
            return fault == null ? null : new FaultView(fault.kind(), fault.entryId(), fault.number(), fault.words());
        }
    }

    /** A day of the chain. */
    @RegisterForReflection
    @Schema(name = "AuditDay")
    public record DayView(
            LocalDate day,

            @Schema(description = "Number of its last seal.", examples = "1200")
            long lastSeal,

            @Schema(examples = "1200") long seals,

            @Schema(description = "SHA-256, in hex; the day behind it begins with it.", examples = "9f86d081884c7d65")
            String hash) {

        static DayView of(DayHead head) {
            return new DayView(head.day(), head.last(), head.seals(), head.hash());
        }
    }
}
