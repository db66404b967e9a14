package dev.countermand.review;

import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case in the hands of whoever has its order, and it, locked. {@link CaseMoves} moves it on. */
public final class LockedCase {

    private final CaseRow row;

    LockedCase(CaseRow row) {
        this.row = row;
    }

    public UUID id() {
        return row.id;
    }

    public CaseStatus status() {
        return row.status;
    }

    public CaseReason reason() {
        return row.reason;
    }

    /** A19: the dispute that it is about; null when it is about none. */
    public @Nullable UUID disputeId() {
        return row.disputeId;
    }

    /** By when it has to be decided, or what was decided approved (P7). */
    public Instant dueAt() {
        return row.dueAt;
    }

    public long version() {
        return row.version;
    }

    CaseRow row() {
        return row;
    }
}
