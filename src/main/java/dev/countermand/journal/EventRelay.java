package dev.countermand.journal;

import dev.countermand.database.Sessions;
import dev.countermand.database.query.OneColumn;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives committed events their place in the one order in which everybody reads them. An event gets its position after
 * its commit, from a single locked row, so that a reader who remembers a position never misses a late commit.
 */
@ApplicationScoped
public class EventRelay {

    /** Events numbered in one transaction. */
    static final int BATCH_EVENTS = 1_000;

    private final Sessions sessions;

    public EventRelay(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Numbers everything committed so far; returns how many events that were. */
    public Uni<Integer> number() {
        return Uni.createFrom()
                .deferred(() -> sessions.inTransaction(this::numberBatch))
                .repeat()
                .whilst(count -> count == BATCH_EVENTS)
                .collect()
                .with(Collectors.summingInt(count -> count));
    }

    private Uni<Integer> numberBatch() {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, JournalSql.WAITING, Boolean.class)
                        .getSingleResult()
                        .chain(waiting -> waiting
                                ? numberUnderLock(session)
                                : Uni.createFrom().item(0)));
    }

    /**
     * The lock is taken by a statement of its own: the numbering statement must see what was committed before the lock
     * was had, or two relays would number the same event.
     */
    private static Uni<Integer> numberUnderLock(Mutiny.Session session) {
        return OneColumn.of(session, JournalSql.LOCK, Long.class)
                .getSingleResult()
                .chain(last -> session.createNativeQuery(JournalSql.NUMBER)
                        .setParameter("last", last)
                        .setParameter("batch", BATCH_EVENTS)
                        .executeUpdate()
                        .call(count -> session.createNativeQuery(JournalSql.NUMBERED)
                                .setParameter("last", last + count)
                                .executeUpdate()));
    }
}
