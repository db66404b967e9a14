package dev.countermand.journal.chain;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/**
 * What the retention forgets of the audit is written into it first, signed and sealed as all else: so what is gone because it
 * was old is told from what somebody deleted.
 */
@ApplicationScoped
public class ForgottenAudit {

    static final String SUBJECT = "audit";
    static final String ACTION = "audit.purged";
    static final String BEFORE = "before";

    private final Sessions sessions;
    private final Journal journal;

    ForgottenAudit(Sessions sessions, Journal journal) {
        this.sessions = sessions;
        this.journal = journal;
    }

    /** In the transaction that drops a partition. */
    @NeedsTransaction
    public Uni<Void> forget(Instant before, Instant now) {
        Act act = new Act(
                Actor.system("retention"), ACTION, SUBJECT, SUBJECT, null, now, Map.of(BEFORE, before.toString()));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ChainSql.FORGET)
                        .setParameter("before", Ids.first(before))
                        .executeUpdate())
                .chain(() -> journal.writeUntold(act));
    }

    /** Before old rows are deleted where no partition was; nothing where there are none. */
    public Uni<Void> forgetRest(Instant before, Instant now) {
        return sessions.inTransaction(() -> Panache.getSession()
                .chain(session -> OneColumn.of(session, ChainSql.OLD_IN_REST, Boolean.class)
                        .setParameter("before", Ids.first(before))
                        .getSingleResult())
                .chain(old -> Steps.when(old, () -> forget(before, now))));
    }
}
