package dev.countermand.fraud.sweep;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.database.Steps;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Asking for sweeps. They run one after the other, in the background. */
@ApplicationScoped
public class Sweeps {

    private static final Actor SCHEDULE = Actor.system("schedule");

    private final SweepStore store;
    private final Journal journal;
    private final InstantSource clock;
    private final DayOfWeek fullOn;

    Sweeps(
            SweepStore store,
            Journal journal,
            InstantSource clock,
            @ConfigProperty(name = "countermand.sweep.full-on") DayOfWeek fullOn) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.fullOn = fullOn;
    }

    /**
     * What is asked for.
     *
     * @param dryRun only counts, and writes nothing
     * @param asOf judges the facts as they were then; null for the present
     * @param mode what has changed, where null; with asOf everything
     */
    public record Wanted(
            boolean dryRun,
            @Nullable Instant asOf,
            @Nullable SweepMode mode) {

        /** What has changed since the last one, for real. */
        public static final Wanted USUAL = new Wanted(false, null, null);
    }

    /** A sweep; refuses when there is none. */
    @Reads
    Uni<Sweep> find(UUID id) {
        return store.find(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.notFound("sweep").asException());
    }

    /** Newest first. */
    @Reads
    Uni<Page<Sweep>> page(PageRequest page) {
        return store.page(page);
    }

    /** Queues a sweep. */
    @NeedsTransaction
    public Uni<Sweep> request(Wanted wanted, Actor by) {
        Instant now = Timestamps.now(clock);
        Instant asOf = wanted.asOf();
        if (asOf != null && !wanted.dryRun()) {
            throw Refusal.invalid("asOf", "needs dryRun: the past cannot be frozen")
                    .asException();
        }
        if (asOf != null && asOf.isAfter(now)) {
            throw Refusal.invalid("asOf", "must not be in the future").asException();
        }
        SweepMode mode = wanted.mode();
        if (asOf != null && mode == SweepMode.INCREMENTAL) {
            throw Refusal.invalid("mode", "must be FULL with asOf: the past is judged as a whole")
                    .asException();
        }
        if (mode == null) {
            mode = asOf == null ? SweepMode.INCREMENTAL : SweepMode.FULL;
        }
        Instant stored = asOf == null ? null : asOf.truncatedTo(ChronoUnit.MICROS);
        SweepRow row = SweepRow.queued(Ids.next(now), mode, wanted.dryRun(), stored, by.subject(), now);
        return store.insert(row).chain(() -> journal.write(act(row, by, now))).replaceWith(() -> row.toSweep());
    }

    /**
     * The nightly sweep; nothing happens when one waits or runs already. On one night a week it looks
     * at everything: what an incremental one does not notice, such as a seller's record that has grown worse, waits no
     * longer than that.
     *
     * @param firedAt when the schedule fired: the same on every replica, so the sweep gets the same id from each and is
     *     queued once
     */
    @NeedsTransaction
    Uni<Void> requestNightly(Instant firedAt) {
        Instant now = Timestamps.now(clock);
        UUID id = new UUID((firedAt.truncatedTo(ChronoUnit.MINUTES).toEpochMilli() << 16) | 0x7000L, Long.MIN_VALUE);
        boolean full = firedAt.atZone(ZoneId.systemDefault()).getDayOfWeek() == fullOn;
        SweepMode mode = full ? SweepMode.FULL : SweepMode.INCREMENTAL;
        SweepRow row = SweepRow.queued(id, mode, false, null, SCHEDULE.subject(), now);
        return store.insertUnlessUnfinished(row)
                .chain(queued -> Steps.when(queued, () -> journal.write(act(row, SCHEDULE, now))));
    }

    /** What has become of it names the event. */
    static Act act(SweepRow row, Actor by, Instant now) {
        return new Act(by, row.status.event(), row.id.toString(), "sweeps/" + row.id, null, now, data(row));
    }

    /** What events say of a sweep. */
    private static Map<String, Object> data(SweepRow row) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sweepId", row.id.toString());
        data.put("status", row.status.name());
        data.put("mode", row.mode.name());
        data.put("dryRun", row.dryRun);
        data.put("examined", row.examined);
        data.put("found", row.found);
        data.put("frozen", row.frozen);
        data.put("cleared", row.cleared);
        if (row.failure != null) {
            data.put("failure", row.failure);
        }
        return data;
    }
}
