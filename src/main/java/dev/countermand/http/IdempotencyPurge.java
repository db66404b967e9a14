package dev.countermand.http;

import dev.countermand.database.Purge;
import dev.countermand.kernel.Timestamps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Forgets answers that nobody may ask for any more. */
@ApplicationScoped
class IdempotencyPurge {

    private static final String OLD = """
            delete from idempotency_key where (caller, key) in (
                select caller, key from idempotency_key where created_at < :oldest order by created_at limit :batch)
            """;

    private final Purge purge;
    private final InstantSource clock;

    IdempotencyPurge(Purge purge, InstantSource clock) {
        this.purge = purge;
        this.clock = clock;
    }

    @Scheduled(
            identity = "idempotency-purge",
            every = "{countermand.idempotency.purge-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return purge.forget("answers", OLD, Timestamps.now(clock).minus(Idempotency.KEPT_FOR));
    }
}
