package dev.countermand.database;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Forgets old rows a batch at a time, each in a transaction of its own. Statements look for their rows "for update skip
 * locked", so two replicas at once share the work.
 */
@ApplicationScoped
public class Purge {

    private static final Logger LOG = Logger.getLogger(Purge.class);

    /** Rows forgotten in one transaction. */
    static final int BATCH = 5_000;

    private final Sessions sessions;

    Purge(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Goes on until nothing is left to forget. It never fails: what is left is forgotten next time.
     *
     * @param what is forgotten, for the log
     * @param statement with the parameters {@code oldest} and {@code batch}
     */
    public Uni<Void> forget(String what, String statement, Instant oldest) {
        return forgetBefore(what, statement, oldest);
    }

    /** The same for rows that are told apart by the time in their ids. */
    public Uni<Void> forget(String what, String statement, UUID oldest) {
        return forgetBefore(what, statement, oldest);
    }

    private Uni<Void> forgetBefore(String what, String statement, Object oldest) {
        return Uni.createFrom()
                .deferred(() -> batch(statement, oldest))
                .repeat()
                .whilst(deleted -> deleted == BATCH)
                .collect()
                .last()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        Faults.error(LOG, failure, "Old %s could not be forgotten; trying again later", what))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> batch(String statement, Object oldest) {
        return sessions.inTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(statement)
                        .setParameter("oldest", oldest)
                        .setParameter("batch", BATCH)
                        .executeUpdate()));
    }
}
