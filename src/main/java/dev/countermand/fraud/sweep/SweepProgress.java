package dev.countermand.fraud.sweep;

import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The beginning and the end of sweeps. Whoever has the row locked begins or ends it; the others come again. */
@ApplicationScoped
class SweepProgress {

    private static final Actor ACTOR = Actor.system("sweep");

    /** A sweep that could not be cut so often fails. */
    static final int ATTEMPTS_AT_MOST = 5;

    private final SweepCut cut;
    private final SweepStore store;
    private final Journal journal;

    SweepProgress(SweepCut cut, SweepStore store, Journal journal) {
        this.cut = cut;
        this.store = store;
        this.journal = journal;
    }

    /** Whether a sweep is to be begun. */
    Uni<Boolean> waits() {
        return locked(SweepSql.NEXT).map(row -> row != null);
    }

    /** Cuts the sweep that is next; false when there is none, or another replica is about to. */
    Uni<Boolean> begin(Instant now) {
        return locked(SweepSql.NEXT)
                .chain(row -> row == null
                        ? Uni.createFrom().item(false)
                        : cut.cut(row, now).chain(() -> tell(row, now)).replaceWith(true));
    }

    /** It stays the next one, unless it has failed too often. */
    Uni<Void> couldNotBegin(Throwable failure, Instant now) {
        return locked(SweepSql.NEXT).chain(row -> {
            if (row == null) {
                return Steps.nothing();
            }
            row.attempts++;
            String reason = String.valueOf(failure);
            row.failure = reason.substring(0, Math.min(reason.length(), RangeLeases.FAILURE_CHARS));
            return Steps.when(row.attempts >= ATTEMPTS_AT_MOST, () -> ended(row, SweepStatus.FAILED, now));
        });
    }

    /** Ends the sweep of which no range is left; true when it did. */
    Uni<Boolean> finish(Instant now) {
        return locked(SweepSql.THROUGH)
                .chain(row -> row == null
                        ? Uni.createFrom().item(false)
                        : store.progress(row.id).chain(progress -> {
                            row.take(progress);
                            return store.forget(row.id)
                                    .chain(() -> ended(
                                            row, row.failure == null ? SweepStatus.DONE : SweepStatus.FAILED, now))
                                    .replaceWith(true);
                        }));
    }

    private Uni<Void> ended(SweepRow row, SweepStatus end, Instant now) {
        row.status = end;
        row.finishedAt = now;
        return tell(row, now);
    }

    private Uni<Void> tell(SweepRow row, Instant now) {
        return journal.write(Sweeps.act(row, ACTOR, now));
    }

    private static Uni<@Nullable SweepRow> locked(String which) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, which, String.class)
                        .getResultList()
                        .chain(ids -> ids.isEmpty()
                                ? Uni.createFrom().nullItem()
                                : session.find(SweepRow.class, UUID.fromString(ids.getFirst()))));
    }
}
