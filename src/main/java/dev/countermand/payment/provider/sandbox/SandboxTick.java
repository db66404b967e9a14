package dev.countermand.payment.provider.sandbox;

import dev.countermand.database.Faults;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** When the sandbox tells what it has to tell. */
@ApplicationScoped
class SandboxTick {

    private static final Logger LOG = Logger.getLogger(SandboxTick.class);

    private final SandboxNews news;

    SandboxTick(SandboxNews news) {
        this.news = news;
    }

    @Scheduled(
            identity = "sandbox",
            every = "{countermand.sandbox.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return news.tellWhatIsDue()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "The sandbox could not tell its news; trying again"))
                .onFailure()
                .recoverWithNull();
    }
}
