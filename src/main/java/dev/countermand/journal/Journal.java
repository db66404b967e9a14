package dev.countermand.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Steps;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny.MutationQuery;
import org.jspecify.annotations.Nullable;

/** Writes acts in the transaction of whoever calls: they are committed with what they tell of, or not at all. */
@ApplicationScoped
public class Journal {

    /** Before every event type: the name of the service and, behind it, the version of the event's form. */
    static final String TYPE_PREFIX = "dev.countermand.";

    static final String TYPE_VERSION = ".v1";

    private final ObjectMapper json;
    private final AuditSignatures signatures;

    public Journal(ObjectMapper json, AuditSignatures signatures) {
        this.json = json;
        this.signatures = signatures;
    }

    /** Appends the audit entry and the event. */
    @NeedsTransaction
    public Uni<Void> write(Act act) {
        return write(List.of(act));
    }

    /** Appends many, in this order; in one statement, whatever the number. */
    @NeedsTransaction
    public Uni<Void> write(List<Act> acts) {
        if (acts.isEmpty()) {
            return Steps.nothing();
        }
        List<AuditRow> audit = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (Act act : acts) {
            AuditRow row = row(act);
            audit.add(row);
            events.add(told(act, row.details));
        }
        return add(
                JournalSql.ADD,
                audit,
                query -> query.setParameter(
                                "eventIds",
                                texts(acts, act -> Ids.next(act.at()).toString()))
                        .setParameter("types", texts(acts, act -> TYPE_PREFIX + act.event() + TYPE_VERSION))
                        .setParameter("data", events.toArray(String[]::new)));
    }

    /** Appends the audit entry alone: what was done to the audit itself is nobody's event. */
    @NeedsTransaction
    public Uni<Void> writeUntold(Act act) {
        return add(JournalSql.ADD_AUDIT, List.of(row(act)), query -> query);
    }

    /** Keeps what callers tried and were refused; it changed nothing, so there is no event. */
    @NeedsTransaction
    public Uni<Void> writeRefused(List<RefusedAct> acts) {
        return Steps.when(
                !acts.isEmpty(),
                () -> add(JournalSql.ADD_AUDIT, acts.stream().map(this::row).toList(), query -> query));
    }

    /** What else the act has changed is in other tables, and is written when it is whole. */
    private static Uni<Void> add(String statement, List<AuditRow> rows, UnaryOperator<MutationQuery> more) {
        return Panache.getSession()
                .chain(session -> more.apply(session.createNativeQuery(statement)
                                .setFlushMode(FlushMode.MANUAL)
                                .setParameter("ids", texts(rows, row -> row.id.toString()))
                                .setParameter("subjects", texts(rows, row -> row.subject))
                                .setParameter("objects", texts(rows, row -> row.object))
                                .setParameter("actions", texts(rows, row -> row.action))
                                .setParameter("times", texts(rows, row -> row.at.toString()))
                                .setParameter("actors", texts(rows, row -> row.actor))
                                .setParameter("roles", texts(rows, row -> row.role))
                                .setParameter("onBehalfOf", texts(rows, row -> row.onBehalfOf))
                                .setParameter(
                                        "versions",
                                        texts(rows, row -> row.version == null ? null : Long.toString(row.version)))
                                .setParameter("details", texts(rows, row -> row.details))
                                .setParameter("signatures", texts(rows, row -> row.signature)))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private AuditRow row(RefusedAct act) {
        AuditRow audit = new AuditRow();
        audit.id = Ids.next(act.at());
        audit.subject = "callers/" + act.caller();
        audit.object = act.call();
        audit.action = "act.refused";
        audit.at = act.at();
        audit.actor = act.caller();
        audit.role = act.role();
        audit.details = toJson(act.details());
        audit.signature = signatures.sign(audit.entry());
        return audit;
    }

    private AuditRow row(Act act) {
        AuditRow audit = new AuditRow();
        audit.id = Ids.next(act.at());
        audit.subject = act.subject();
        audit.object = act.object();
        audit.action = act.event();
        audit.at = act.at();
        audit.actor = act.actor().subject();
        audit.role = act.actor().role().token();
        audit.onBehalfOf = act.actor().onBehalfOf();
        audit.version = act.version();
        audit.details = toJson(act.data());
        audit.signature = signatures.sign(audit.entry());
        return audit;
    }

    /**
     * What the act says, and who acted: a consumer of events has no audit beside them.
     *
     * @param details what it says, as JSON already
     */
    private String told(Act act, String details) {
        Map<String, Object> actor = new LinkedHashMap<>();
        actor.put("actor", act.actor().subject());
        actor.put("role", act.actor().role().token());
        if (act.actor().onBehalfOf() != null) {
            actor.put("onBehalfOf", act.actor().onBehalfOf());
        }
        if (act.data().isEmpty() || !Collections.disjoint(act.data().keySet(), actor.keySet())) {
            Map<String, Object> data = new LinkedHashMap<>(act.data());
            data.putAll(actor);
            return toJson(data);
        }
        // Both objects have something in them: they become one without the first being written once more.
        return details.substring(0, details.length() - 1) + "," + toJson(actor).substring(1);
    }

    private String toJson(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event must be writable as JSON", e);
        }
    }
}
