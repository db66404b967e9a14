package dev.countermand.fraud.sweep;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.fraud.profile.Profiles;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries sweeps on. One sweep runs at a time, and any number of replicas share its ranges, each some beside each other.
 * Where it is stands in the database, so a killed replica loses nothing and doubles nothing: its range is gone over again
 * by whoever has the next lease, and findings that were written already are not new.
 */
@ApplicationScoped
public class SweepRunner {

    private static final Logger LOG = Logger.getLogger(SweepRunner.class);

    private final Sessions sessions;
    private final SweepProgress progress;
    private final RangeLeases leases;
    private final RangeWork work;
    private final Profiles profiles;
    private final InstantSource clock;
    private final int parallel;

    SweepRunner(
            Sessions sessions,
            SweepProgress progress,
            RangeLeases leases,
            RangeWork work,
            Profiles profiles,
            InstantSource clock,
            @ConfigProperty(name = "countermand.sweep.parallel") int parallel) {
        this.sessions = sessions;
        this.progress = progress;
        this.leases = leases;
        this.work = work;
        this.profiles = profiles;
        this.clock = clock;
        this.parallel = parallel;
    }

    /** Works until nothing waits that this replica could do; returns how many ranges those were. */
    public Uni<Integer> drain() {
        AtomicInteger ranges = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> round(ranges))
                .whilst(worked -> worked)
                .collect()
                .last()
                .map(ignored -> ranges.get());
    }

    /** True when there may be more to do. */
    private Uni<Boolean> round(AtomicInteger ranges) {
        int before = ranges.get();
        return begin().chain(begun -> sessions.forEach(Collections.nCopies(parallel, ranges), parallel, this::ranges)
                .chain(() -> sessions.inTransaction(() -> progress.finish(Timestamps.now(clock))))
                .map(finished -> begun || finished || ranges.get() > before));
    }

    /** Cuts the sweep that is next, if none runs; true when it did. */
    private Uni<Boolean> begin() {
        return sessions.inTransaction(progress::waits)
                .chain(waits -> waits
                        ? profiles.recountWhenOld()
                                .chain(() -> sessions.inTransaction(() -> progress.begin(Timestamps.now(clock))))
                                .onFailure()
                                .recoverWithUni(failure -> {
                                    Faults.error(LOG, failure, "A sweep could not be begun");
                                    return sessions.inTransaction(
                                                    () -> progress.couldNotBegin(failure, Timestamps.now(clock)))
                                            .replaceWith(false);
                                })
                        : Uni.createFrom().item(false));
    }

    /** One range after the other, until none is left. */
    private Uni<Void> ranges(AtomicInteger ranges) {
        AtomicReference<@Nullable RangeLease> next = new AtomicReference<>();
        return Multi.createBy()
                .repeating()
                .uni(() -> range(next, ranges))
                .whilst(worked -> worked)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** With the end of one range the next one is leased. */
    private Uni<Boolean> range(AtomicReference<@Nullable RangeLease> next, AtomicInteger ranges) {
        RangeLease leased = next.getAndSet(null);
        Uni<@Nullable RangeLease> claimed = leased == null
                ? sessions.inTransaction(this::claim)
                : Uni.createFrom().item(leased);
        return claimed.chain(lease -> {
            if (lease == null) {
                return Uni.createFrom().item(false);
            }
            ranges.incrementAndGet();
            return (RangeLeases.hopeless(lease)
                            ? gaveUp()
                            : work.run(lease, this::claim).invoke(next::set).replaceWithVoid())
                    .onFailure()
                    .recoverWithUni(failure -> interrupted(lease, failure))
                    .replaceWith(true);
        });
    }

    private Uni<@Nullable RangeLease> claim() {
        return leases.claim(Timestamps.now(clock));
    }

    private static Uni<Void> gaveUp() {
        return Uni.createFrom()
                .failure(new IllegalStateException(
                        "Given up after " + RangeLeases.LEASES_AT_MOST + " leases; the log has the reasons"));
    }

    private Uni<Void> interrupted(RangeLease lease, Throwable failure) {
        if (failure instanceof RangeLease.LostException) {
            LOG.warn(failure.getMessage() + "; another replica works on it");
            return Steps.nothing();
        }
        Faults.error(LOG, failure, "%s was interrupted", lease);
        return sessions.inTransaction(() -> leases.failed(lease, String.valueOf(failure), Timestamps.now(clock)))
                .onFailure(RangeLease.LostException.class)
                .recoverWithNull();
    }
}
