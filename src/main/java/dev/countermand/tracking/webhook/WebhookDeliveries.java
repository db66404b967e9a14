package dev.countermand.tracking.webhook;

import dev.countermand.database.Purge;
import dev.countermand.database.Retention;
import dev.countermand.database.Retention.Kept;
import dev.countermand.database.Sessions;
import dev.countermand.database.query.OneColumn;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Which deliveries were taken already, as long as one could be played again. */
@ApplicationScoped
class WebhookDeliveries {

    private final Sessions sessions;
    private final Purge purge;
    private final WebhookSettings settings;
    private final Retention retention;

    WebhookDeliveries(Sessions sessions, Purge purge, WebhookSettings settings, Retention retention) {
        this.sessions = sessions;
        this.purge = purge;
        this.settings = settings;
        this.retention = retention;
    }

    Uni<Boolean> isTaken(String provider, String id) {
        return sessions.inSession(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, WebhookSql.TIMES_TAKEN, Long.class)
                        .setParameter("provider", provider)
                        .setParameter("id", id)
                        .getSingleResult())
                .map(count -> count > 0));
    }

    /** Two of one delivery at once both get here: what they told was stored once, and so is this. */
    Uni<Void> taken(String provider, String id, Instant now) {
        return sessions.inTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(WebhookSql.TAKE)
                        .setParameter("provider", provider)
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid());
    }

    /**
     * One that was sent as far ahead as is allowed could be played the longest; nothing is forgotten before, whatever is
     * set.
     */
    @Scheduled(
            identity = "webhook-purge",
            every = "{countermand.webhooks.purge-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return purge.forget(
                "deliveries",
                WebhookSql.OLD,
                retention.oldest(Kept.WEBHOOK_DELIVERIES, settings.tolerance()).minus(settings.clockTolerance()));
    }
}
