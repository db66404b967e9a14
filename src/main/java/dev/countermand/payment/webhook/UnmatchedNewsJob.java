package dev.countermand.payment.webhook;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.Timestamps;
import dev.countermand.payment.news.NewsBook;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** News may come before the marketplace has told of the payment that they are about: they are looked at once more. */
@ApplicationScoped
class UnmatchedNewsJob {

    private static final Logger LOG = Logger.getLogger(UnmatchedNewsJob.class);

    private final Sessions sessions;
    private final NewsBook book;
    private final InstantSource clock;

    UnmatchedNewsJob(Sessions sessions, NewsBook book, InstantSource clock) {
        this.sessions = sessions;
        this.book = book;
        this.clock = clock;
    }

    @Scheduled(
            identity = "unmatched-news",
            every = "{countermand.provider-news.tick}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return sessions.inTransaction(() -> book.match(Timestamps.now(clock)))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Faults.error(LOG, failure, "News of payment providers could not be looked at again"))
                .onFailure()
                .recoverWithNull();
    }
}
