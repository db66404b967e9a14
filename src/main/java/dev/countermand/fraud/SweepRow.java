package dev.countermand.fraud;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sweep and how far it is; after its insert it is changed by statements guarded by the fencing token only. */
@Entity
@Table(name = "sweep")
class SweepRow {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    SweepStatus status;

    boolean dryRun;

    @Nullable
    Instant asOf;

    String requestedBy;
    Instant requestedAt;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    @Nullable
    Instant cursorDeclaredAt;

    @Nullable
    UUID cursorId;

    long examined;
    long found;
    long frozen;
    long cleared;

    @Nullable
    Instant leaseUntil;

    long fencingToken;

    @Nullable
    String failure;

    static SweepRow queued(UUID id, boolean dryRun, @Nullable Instant asOf, String requestedBy, Instant now) {
        SweepRow row = new SweepRow();
        row.id = id;
        row.status = SweepStatus.QUEUED;
        row.dryRun = dryRun;
        row.asOf = asOf;
        row.requestedBy = requestedBy;
        row.requestedAt = now;
        return row;
    }
}
