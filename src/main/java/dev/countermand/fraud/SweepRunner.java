package dev.countermand.fraud;

import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Carries sweeps on, page by page. Where a sweep is stands in the database, so any number of replicas share the work,
 * and a killed one loses nothing and doubles nothing: whoever has the next lease starts behind the last page that was
 * done, and findings that were written already are not new.
 */
@ApplicationScoped
public class SweepRunner {

    private static final Logger LOG = Logger.getLogger(SweepRunner.class);

    /** Orders judged beside each other. */
    static final int WIDTH = 4;

    /** An order that lost a race with somebody is judged once more before it counts as failed. */
    static final int TRIES_AGAIN = 1;

    private final Sessions sessions;
    private final SweepLeases leases;
    private final SweepPages pages;
    private final OrderStore orders;
    private final FraudService fraud;
    private final InstantSource clock;

    SweepRunner(
            Sessions sessions,
            SweepLeases leases,
            SweepPages pages,
            OrderStore orders,
            FraudService fraud,
            InstantSource clock) {
        this.sessions = sessions;
        this.leases = leases;
        this.pages = pages;
        this.orders = orders;
        this.fraud = fraud;
        this.clock = clock;
    }

    /** Carries on whatever waits until nothing does; returns how many sweeps that were. */
    public Uni<Integer> drain() {
        return Multi.createBy()
                .repeating()
                .uni(this::runNext)
                .whilst(ran -> ran)
                .collect()
                .asList()
                .map(runs -> runs.size() - 1);
    }

    private Uni<Boolean> runNext() {
        return sessions.inTransaction(() -> leases.claim(Timestamps.now(clock)))
                .flatMap(lease -> lease == null
                        ? Uni.createFrom().item(false)
                        : run(lease).replaceWith(true));
    }

    private Uni<Void> run(SweepLease lease) {
        if (lease.fencingToken() > SweepLeases.LEASES_AT_MOST) {
            String failure = "Given up after " + SweepLeases.LEASES_AT_MOST + " leases; the log has the reasons";
            return sessions.inTransaction(
                    () -> leases.note(lease, failure).flatMap(ignored -> leases.finish(lease, Timestamps.now(clock))));
        }
        return Multi.createBy()
                .repeating()
                .uni(() -> page(lease))
                .whilst(more -> more)
                .collect()
                .last()
                .flatMap(ignored -> sessions.inTransaction(() -> leases.finish(lease, Timestamps.now(clock))))
                .onFailure(SweepLease.LostException.class)
                .recoverWithUni(lost -> {
                    LOG.warn(lost.getMessage() + "; another replica carries it on");
                    return Uni.createFrom().voidItem();
                });
    }

    /** True when there may be more behind it. */
    private Uni<Boolean> page(SweepLease lease) {
        return sessions.inTransaction(() -> leases.held(lease)
                        .flatMap(sweep ->
                                pages.next(sweep, Timestamps.now(clock)).map(page -> new Stretch(sweep.dryRun, page))))
                .flatMap(stretch -> stretch.dryRun() || stretch.page().changed().isEmpty()
                        ? Uni.createFrom().item(stretch)
                        : sessions.forEach(stretch.page().changed(), WIDTH, orderId -> judge(lease, orderId))
                                .replaceWith(stretch))
                .flatMap(stretch ->
                        done(lease, stretch).replaceWith(!stretch.page().last()));
    }

    private record Stretch(boolean dryRun, SweepPage page) {}

    private Uni<Void> done(SweepLease lease, Stretch stretch) {
        SweepPage page = stretch.page();
        if (page.keys().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sessions.inTransaction(() -> leases.advance(
                        lease, page.keys().getLast(), page.keys().size(), Timestamps.now(clock))
                .flatMap(ignored -> stretch.dryRun()
                        ? leases.count(lease, page.tally())
                        : Uni.createFrom().voidItem()));
    }

    /** One order in a transaction of its own. It never fails, or it would cut off its neighbours half way. */
    private Uni<Void> judge(SweepLease lease, String orderId) {
        return sessions.inTransaction(() -> orders.lock(orderId)
                        .flatMap(order -> fraud.judge(order, "sweeps/" + lease.sweepId(), Timestamps.now(clock)))
                        .flatMap(judgement -> judgement.changesSomething()
                                ? leases.count(lease, SweepTally.of(judgement))
                                : Uni.createFrom().voidItem()))
                .onFailure(failure -> !(failure instanceof SweepLease.LostException))
                .retry()
                .atMost(TRIES_AGAIN)
                .onFailure()
                .recoverWithUni(failure -> failed(lease, orderId, failure));
    }

    private Uni<Void> failed(SweepLease lease, String orderId, Throwable failure) {
        if (failure instanceof SweepLease.LostException) {
            // The end of the page finds the same.
            return Uni.createFrom().voidItem();
        }
        LOG.errorf(failure, "Sweep %s could not judge order %s", lease.sweepId(), orderId);
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() ->
                        leases.note(lease, "Order " + orderId + " could not be judged at " + now + ": " + failure))
                .onFailure()
                .recoverWithNull();
    }
}
