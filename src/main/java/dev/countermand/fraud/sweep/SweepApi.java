package dev.countermand.fraud.sweep;

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
            Instant asOf,

            @Schema(
                    description =
                            "INCREMENTAL (the default): what has changed or come due since the last successful sweep."
                                    + " FULL: everything under way; always with asOf.")
            @Nullable
            SweepMode mode) {

        Sweeps.Wanted toCommand() {
            return new Sweeps.Wanted(Boolean.TRUE.equals(dryRun), asOf, mode);
        }
    }

    /** A sweep: who asked for it, how far it is, what it found. */
    @RegisterForReflection
    @Schema(name = "Sweep")
    public record SweepView(
            UUID id,
            SweepStatus status,

            @Schema(
                    description = "What it is. An incremental one becomes FULL when it begins if no sweep was done"
                            + " before, or the rules have changed since.")
            SweepMode mode,

            boolean dryRun,
            @Nullable Instant asOf,

            @Schema(description = "From when on an incremental sweep looks; known when it has begun.") @Nullable
            Instant since,

            @Schema(examples = "moderator-1") String requestedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Long durationMillis,

            @Schema(description = "Ranges into which it was cut; 0 before it begins.")
            int rangesTotal,

            @Schema(description = "Ranges that are done.") int rangesDone,

            @Schema(description = "Shipments examined in them.")
            long examined,

            @Schema(description = "New findings.") long found,

            @Schema(description = "Orders that were frozen; in a dry run, that would be.")
            long frozen,

            @Schema(description = "Findings that no longer stand.")
            long cleared,

            @Schema(description = "Why something could not be judged.") @Nullable
            String failure) {

        static SweepView of(Sweep sweep) {
            Long millis = sweep.startedAt() == null || sweep.finishedAt() == null
                    ? null
                    : (Long) Duration.between(sweep.startedAt(), sweep.finishedAt())
                            .toMillis();
            Sweep.Progress progress = sweep.progress();
            return new SweepView(
                    sweep.id(),
                    sweep.status(),
                    sweep.mode(),
                    sweep.dryRun(),
                    sweep.asOf(),
                    sweep.since(),
                    sweep.requestedBy(),
                    sweep.requestedAt(),
                    sweep.startedAt(),
                    sweep.finishedAt(),
                    millis,
                    sweep.rangesTotal(),
                    Math.toIntExact(progress.ranges()),
                    progress.examined(),
                    progress.found(),
                    progress.frozen(),
                    progress.cleared(),
                    progress.failure());
        }
    }
}
