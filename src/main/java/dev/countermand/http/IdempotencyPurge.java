package dev.countermand.http;

import dev.countermand.database.Purge;
import dev.countermand.database.Retention;
import dev.countermand.database.Retention.Kept;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets answers that nobody may ask for any more. */
@ApplicationScoped
class IdempotencyPurge {

    private static final String OLD = """
            delete from idempotency_key where (caller, key) in (
                select caller, key from idempotency_key where created_at < :oldest order by created_at limit :batch
                for update skip locked)
            """;

    private final Purge purge;
    private final Retention retention;

    IdempotencyPurge(Purge purge, Retention retention) {
        this.purge = purge;
        this.retention = retention;
    }

    @Scheduled(
            identity = "idempotency-purge",
            every = "{countermand.idempotency.purge-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return purge.forget("answers", OLD, retention.oldest(Kept.ANSWERS));
    }
}
