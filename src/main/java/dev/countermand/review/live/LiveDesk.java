package dev.countermand.review.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.journal.EventTail;
import dev.countermand.kernel.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The shell around {@link LiveEvents}: who follows cases, when it reads on, and when it ends. */
@ApplicationScoped
class LiveDesk {

    private static final Logger LOG = Logger.getLogger(LiveDesk.class);

    private static final String CASES = "case.";

    private final LiveEvents events;
    private final LiveReader.Terms terms;

    LiveDesk(
            Sessions sessions,
            EventTail tail,
            ObjectMapper json,
            MeterRegistry registry,
            @ConfigProperty(name = "countermand.live.readers") int mostReaders,
            @ConfigProperty(name = "countermand.live.alive-every") Duration aliveEvery,
            @ConfigProperty(name = "countermand.live.at-most") Duration atMost) {
        this.events = new LiveEvents(source(sessions, tail, json), mostReaders);
        this.terms = new LiveReader.Terms(aliveEvery, atMost);
        Gauge.builder("countermand.live.readers", events, LiveEvents::readers)
                .description("Streams of cases that are open at this replica")
                .register(registry);
    }

    private static LiveEvents.Source source(Sessions sessions, EventTail tail, ObjectMapper json) {
        return new LiveEvents.Source() {
            @Override
            public Uni<Long> last() {
                return sessions.inSession(tail::last);
            }

            @Override
            public Uni<List<CaseEvent>> between(long after, long upTo) {
                return sessions.inSession(() -> tail.between(after, upTo, CASES))
                        .map(all -> all.stream()
                                .map(event -> CaseEvent.of(event, json))
                                .toList());
            }
        };
    }

    /**
     * What happens from now on, or behind a position; refuses when all places are taken.
     *
     * @param caseId of this case alone; of all, if null
     */
    Multi<LiveReader.Line> follow(String subject, @Nullable UUID caseId, @Nullable Long after) {
        if (!events.enter()) {
            throw Refusal.unavailable("All streams of this replica are taken; try again in a while")
                    .asException();
        }
        return (after == null ? events.present() : Uni.createFrom().item(after))
                .onItem()
                .transformToMulti(
                        position -> lines(new LiveReader(subject, caseId, position, terms, System.nanoTime())))
                .onTermination()
                .invoke(events::leave);
    }

    private Multi<LiveReader.Line> lines(LiveReader reader) {
        Multi<LiveReader.Line> lived = Multi.createBy()
                .repeating()
                .uni(() -> next(reader))
                .whilst(step -> !step.last())
                .onItem()
                .transformToMultiAndConcatenate(step -> Multi.createFrom().iterable(step.lines()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(reader.ready()), lived);
    }

    private Uni<LiveReader.Step> next(LiveReader reader) {
        return events.behind(reader.position()).map(page -> reader.take(page, events.closed(), System.nanoTime()));
    }

    @Scheduled(identity = "live", every = "{countermand.live.tick}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return events.tick()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "Events of cases could not be read; trying again at the next tick"))
                .onFailure()
                .recoverWithNull();
    }

    /** A replica that is told to end waits for its calls, and a stream is one: it must hear of it before that. */
    void leaving(@Observes ShutdownDelayInitiatedEvent event) {
        events.close();
    }

    void stopped(@Observes ShutdownEvent event) {
        events.close();
    }
}
