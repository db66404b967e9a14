package dev.countermand.fraud.sweep;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.fraud.judgement.JudgementService;
import dev.countermand.kernel.Timestamps;
import dev.countermand.order.OrderStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Works through one range: sifts it, judges what is left a page at a time, and carries out what follows. */
@ApplicationScoped
class RangeWork {

    private static final Logger LOG = Logger.getLogger(RangeWork.class);

    /** Orders carried out beside each other. */
    static final int WIDTH = 4;

    /** An order that lost a race with somebody is judged once more before it counts as failed. */
    static final int TRIES_AGAIN = 1;

    private final Sessions sessions;
    private final RangeLeases leases;
    private final RangeReader reader;
    private final OrderStore orders;
    private final JudgementService fraud;
    private final InstantSource clock;
    private final int pageSize;

    RangeWork(
            Sessions sessions,
            RangeLeases leases,
            RangeReader reader,
            OrderStore orders,
            JudgementService fraud,
            InstantSource clock,
            @ConfigProperty(name = "countermand.sweep.page-size") int pageSize) {
        this.sessions = sessions;
        this.leases = leases;
        this.reader = reader;
        this.orders = orders;
        this.fraud = fraud;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /**
     * Fails with {@link RangeLease.LostException} when another replica has taken it over.
     *
     * @param then is carried out in the transaction in which the range is done: a commit for both costs half
     */
    <T> Uni<T> run(RangeLease lease, Supplier<Uni<T>> then) {
        Instant now = Timestamps.now(clock);
        Instant asOf = lease.asOf() == null ? now : lease.asOf();
        return sessions.inTransaction(() -> reader.sift(lease, now))
                .chain(sifted -> Steps.fold(
                                pages(sifted.orders()),
                                SweepTally.NOTHING,
                                (sum, page) -> page(lease, page, asOf).map(sum::plus))
                        .chain(sum -> sessions.inTransaction(
                                () -> done(lease, sifted, sum).chain(() -> then.get()))));
    }

    /** The count of what a dry run would do; the others count with what they do. */
    private Uni<SweepTally> page(RangeLease lease, List<String> page, Instant asOf) {
        return sessions.inTransaction(() -> reader.judge(page, asOf)).chain(judged -> {
            Uni<Void> noted = Steps.inTurn(
                    judged.failures().entrySet(), failure -> failed(lease, failure.getKey(), failure.getValue()));
            if (lease.dryRun()) {
                return noted.replaceWith(judged.tally());
            }
            return noted.chain(() -> Steps.when(
                            !judged.changed().isEmpty(),
                            () -> sessions.forEach(judged.changed(), WIDTH, orderId -> carryOut(lease, orderId))
                                    .chain(done ->
                                            sessions.inTransaction(() -> leases.renew(lease, Timestamps.now(clock))))))
                    .replaceWith(SweepTally.NOTHING);
        });
    }

    private Uni<Void> done(RangeLease lease, RangeReader.Sifted sifted, SweepTally tally) {
        Uni<Void> settled = Steps.when(!lease.dryRun() && sifted.ended() != 0, () -> reader.settle(lease));
        return settled.chain(() -> leases.done(lease, sifted.examined(), tally, Timestamps.now(clock)));
    }

    /** One order in a transaction of its own. It never fails, or it would cut off its neighbours half way. */
    private Uni<Void> carryOut(RangeLease lease, String orderId) {
        return sessions.inTransaction(() -> orders.lock(orderId)
                        .chain(order -> fraud.judge(order, "sweeps/" + lease.sweepId(), Timestamps.now(clock)))
                        .chain(judgement -> Steps.when(
                                judgement.changesSomething(), () -> leases.count(lease, SweepTally.of(judgement)))))
                .onFailure(failure -> !(failure instanceof RangeLease.LostException))
                .retry()
                .atMost(TRIES_AGAIN)
                .onFailure()
                .recoverWithUni(failure -> failed(lease, orderId, failure));
    }

    private Uni<Void> failed(RangeLease lease, String orderId, Throwable failure) {
        if (failure instanceof RangeLease.LostException) {
            // The end of the page finds the same.
            return Steps.nothing();
        }
        Faults.error(LOG, failure, "Order %s could not be judged in %s", orderId, lease);
        Instant now = Timestamps.now(clock);
        return sessions.inTransaction(() ->
                        leases.note(lease, "Order " + orderId + " could not be judged at " + now + ": " + failure))
                .onFailure()
                .recoverWithNull();
    }

    private List<List<String>> pages(List<String> orderIds) {
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < orderIds.size(); from += pageSize) {
            pages.add(orderIds.subList(from, Math.min(from + pageSize, orderIds.size())));
        }
        return pages;
    }
}
