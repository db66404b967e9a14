package dev.countermand.demo;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.fraud.sweep.Sweeps;
import dev.countermand.history.HistoryImport;
import dev.countermand.history.PastOrder;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import dev.countermand.kernel.Visible;
import dev.countermand.order.OrderStore;
import dev.countermand.tracking.event.TrackingNumbers;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Fills an empty database with a small market, so that there is something to look at: honest, slow and dishonest
 * sellers, and a sweep that finds the last. In the background, after the start.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoMarket {

    private static final Logger LOG = Logger.getLogger(DemoMarket.class);

    private static final Actor ACTOR = Actor.system("demo");
    private static final Caller SELF = new Caller("demo", Set.of(Role.SYSTEM), null);
    private static final String JOB = "demo-market";

    /** When the one run of the job begins; the scheduler knows no job that runs once. */
    private static final String SOON = "1s";

    /** Orders written beside each other. */
    private static final int WIDTH = 4;

    private final Scheduler scheduler;
    private final Sessions sessions;
    private final OrderStore orders;
    private final HistoryImport history;
    private final TrackingNumbers numbers;
    private final Sweeps sweeps;
    private final InstantSource clock;
    private final boolean wanted;

    DemoMarket(
            Scheduler scheduler,
            Sessions sessions,
            OrderStore orders,
            HistoryImport history,
            TrackingNumbers numbers,
            Sweeps sweeps,
            InstantSource clock,
            @ConfigProperty(name = "countermand.demo.market", defaultValue = "false") boolean wanted) {
        this.scheduler = scheduler;
        this.sessions = sessions;
        this.orders = orders;
        this.history = history;
        this.numbers = numbers;
        this.sweeps = sweeps;
        this.clock = clock;
        this.wanted = wanted;
    }

    void start(@Observes StartupEvent event) {
        if (wanted) {
            scheduler
                    .newJob(JOB)
                    .setInterval(SOON)
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setAsyncTask(execution -> run())
                    .schedule();
        }
    }

    private Uni<Void> run() {
        return sessions.inSession(() -> orders.page(OrderStore.Filter.all(Visible.to(SELF)), null, 1))
                .chain(there -> Steps.when(there.isEmpty(), () -> seed()))
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "The demo market could not be made"))
                .onFailure()
                .recoverWithNull()
                .eventually(() -> scheduler.unscheduleJob(JOB));
    }

    private Uni<Void> seed() {
        List<PastOrder> past = DemoOrders.upTo(Timestamps.now(clock), numbers);
        return sessions.forEach(past, WIDTH, order -> history.take(order, ACTOR).replaceWithVoid())
                .chain(() -> sessions.inTransaction(() -> sweeps.request(Sweeps.Wanted.USUAL, ACTOR)))
                .invoke(() -> LOG.infof(
                        "The demo market is there: %d orders of %d sellers. A sweep looks at it now; see GET /v1/cases",
                        past.size(), DemoSeller.ALL.size()))
                .replaceWithVoid();
    }
}
