package dev.countermand.fraud.sweep;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as it is now.
 *
 * @param mode what was asked for; from the cut on, what it is
 * @param asOf the facts are judged as they were then; null for the present
 * @param since from when on an incremental sweep looks; known when it has begun
 * @param rangesTotal 0 before it begins
 */
public record Sweep(
        UUID id,
        SweepStatus status,
        SweepMode mode,
        boolean dryRun,
        @Nullable Instant asOf,
        @Nullable Instant since,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int rangesTotal,
        Progress progress) {

    /**
     * What its ranges come to so far.
     *
     * @param ranges that are through; one that is tried again has not failed yet
     * @param examined shipments looked at
     * @param found new findings
     * @param frozen orders frozen
     * @param cleared findings that stand no longer
     * @param failure why something could not be judged
     */
    public record Progress(
            long ranges,
            long examined,
            long found,
            long frozen,
            long cleared,
            @Nullable String failure) {}
}
