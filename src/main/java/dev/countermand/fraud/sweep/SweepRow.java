package dev.countermand.fraud.sweep;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sweep; what it counts stands in its ranges while it runs, and here when it has ended. */
@Entity
@Table(name = "sweep")
class SweepRow {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    SweepStatus status;

    /** What was asked for; from the cut on, what it is. */
    @Enumerated(EnumType.STRING)
    SweepMode mode;

    boolean dryRun;

    @Nullable
    Instant asOf;

    /** From when on an incremental sweep looks. */
    @Nullable
    Instant since;

    String requestedBy;
    Instant requestedAt;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    int rangesTotal;
    int rangesDone;
    long examined;
    long found;
    long frozen;
    long cleared;

    /** How often it could not be cut. */
    int attempts;

    @Nullable
    String failure;

    /** What its ranges came to. */
    final void take(Sweep.Progress progress) {
        rangesDone = Math.toIntExact(progress.ranges());
        examined = progress.examined();
        found = progress.found();
        frozen = progress.frozen();
        cleared = progress.cleared();
        failure = progress.failure();
    }

    final Sweep toSweep() {
        return toSweep(new Sweep.Progress(rangesDone, examined, found, frozen, cleared, failure));
    }

    /** While it runs, what it has come to stands in its ranges. */
    final Sweep toSweep(Sweep.Progress progress) {
        return new Sweep(
                id,
                status,
                mode,
                dryRun,
                asOf,
                since,
                requestedBy,
                requestedAt,
                startedAt,
                finishedAt,
                rangesTotal,
                progress);
    }

    static SweepRow queued(
            UUID id, SweepMode mode, boolean dryRun, @Nullable Instant asOf, String requestedBy, Instant now) {
        SweepRow row = new SweepRow();
        row.id = id;
        row.status = SweepStatus.QUEUED;
        row.mode = mode;
        row.dryRun = dryRun;
        row.asOf = asOf;
        row.requestedBy = requestedBy;
        row.requestedAt = now;
        return row;
    }
}
