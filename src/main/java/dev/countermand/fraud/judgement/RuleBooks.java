package dev.countermand.fraud.judgement;

import dev.countermand.database.Faults;
import dev.countermand.database.Sessions;
import dev.countermand.database.query.Columns;
import dev.countermand.detector.rule.Mode;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.detector.rule.Setting;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The figures in force. They are read from the database before the first judgement, again with every tick, so that all
 * replicas follow a change, and at once by the replica that made it.
 */
@ApplicationScoped
public class RuleBooks {

    private static final Logger LOG = Logger.getLogger(RuleBooks.class);

    private final Sessions sessions;
    private final FindingJson json;

    private volatile @Nullable RuleBook book;

    RuleBooks(Sessions sessions, FindingJson json) {
        this.sessions = sessions;
        this.json = json;
    }

    /** What is in force. Needs a session when nothing was read yet. */
    public Uni<RuleBook> current() {
        RuleBook known = book;
        return known == null ? read() : Uni.createFrom().item(known);
    }

    /** Reads it anew, in the session at hand. */
    public Uni<RuleBook> read() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FactsSql.IN_FORCE, Object[].class)
                        .getResultList())
                .map(this::book);
    }

    /** From now on what is committed is in force: here at once, elsewhere with the next tick. */
    public Uni<Void> reread() {
        return sessions.inSession(this::read).invoke(changed -> book = changed).replaceWithVoid();
    }

    @Scheduled(identity = "detectors", every = "{countermand.detectors.tick}")
    Uni<Void> tick() {
        return reread().onFailure()
                .invoke(failure ->
                        Faults.warn(LOG, failure, "The detectors' figures could not be read; the last ones stay"))
                .onFailure()
                .recoverWithNull();
    }

    private RuleBook book(List<Object[]> rows) {
        Map<String, Setting> current = new HashMap<>();
        Map<String, Setting> candidates = new HashMap<>();
        for (Object[] row : rows) {
            Columns columns = new Columns(row, 0);
            String code = columns.text();
            boolean candidate = columns.flag();
            int version = columns.count();
            Mode mode = Mode.valueOf(columns.text());
            Long weight = columns.longOrNull();
            Setting setting =
                    new Setting(version, mode, weight == null ? null : weight.intValue(), json.readMap(columns.text()));
            (candidate ? candidates : current).put(code, setting);
        }
        return new RuleBook(current, candidates);
    }
}
