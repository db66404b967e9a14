package dev.countermand.fraud;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is said about sweeps. */
public final class SweepApi {

    private SweepApi() {}

    /** {@code POST /v1/sweeps}. */
    @RegisterForReflection
    @Schema(name = "RequestSweep")
    public record RequestSweep(
            @Schema(description = "Only count what would be found and frozen; write nothing.", defaultValue = "false")
            @Nullable
            Boolean dryRun,

            @Schema(description = "Judge the facts as they were then; only with dryRun, and not in the future.")
            @Nullable
            Instant asOf) {}

    /** A sweep: who asked for it, how far it is, what it found. */
    @RegisterForReflection
    @Schema(name = "Sweep")
    public record SweepView(
            UUID id,
            SweepStatus status,
            boolean dryRun,
            @Nullable Instant asOf,
            @Schema(examples = "moderator-1") String requestedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Long durationMillis,

            @Schema(description = "Shipments looked at so far.")
            long examined,

            @Schema(description = "New findings.") long found,

            @Schema(description = "Orders that were frozen; in a dry run, that would be.")
            long frozen,

            @Schema(description = "Findings that stand no longer.")
            long cleared,

            @Schema(description = "Why something could not be judged.") @Nullable
            String failure) {

        static SweepView of(SweepRow row) {
            Long millis = row.startedAt == null || row.finishedAt == null
                    ? null
                    : (Long) Duration.between(row.startedAt, row.finishedAt).toMillis();
            return new SweepView(
                    row.id,
                    row.status,
                    row.dryRun,
                    row.asOf,
                    row.requestedBy,
                    row.requestedAt,
                    row.startedAt,
                    row.finishedAt,
                    millis,
                    row.examined,
                    row.found,
                    row.frozen,
                    row.cleared,
                    row.failure);
        }
    }
}
