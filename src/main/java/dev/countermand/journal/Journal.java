package dev.countermand.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Appends many, in this order. Rows of one table follow each other, because only such a run leaves as one batch of
     * statements.
     */
    @NeedsTransaction
    public Uni<Void> write(List<Act> acts) {
        List<Object> audit = new ArrayList<>();
        List<Object> events = new ArrayList<>();
        for (Act act : acts) {
            add(act, audit, events);
        }
        return Panache.getSession()
                .chain(session ->
                        session.persistAll(audit.toArray()).chain(() -> session.persistAll(events.toArray())));
    }

    /** Appends the audit entry alone: what was done to the audit itself is nobody's event. */
    @NeedsTransaction
    public Uni<Void> writeUntold(Act act) {
        AuditRow row = row(act);
        return Panache.getSession().chain(session -> session.persist(row));
    }

    /** Keeps what callers tried and were refused; it changed nothing, so there is no event. */
    @NeedsTransaction
    public Uni<Void> writeRefused(List<RefusedAct> acts) {
        Object[] rows = acts.stream().map(this::row).toArray();
        return Panache.getSession().chain(session -> session.persistAll(rows));
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

    private void add(Act act, List<Object> auditRows, List<Object> events) {
        auditRows.add(row(act));
        EventRow event = new EventRow();
        event.id = Ids.next(act.at());
        event.type = TYPE_PREFIX + act.event() + TYPE_VERSION;
        event.orderId = act.subject();
        event.subject = act.object();
        event.time = act.at();
        event.data = toJson(told(act));
        events.add(event);
    }

    /** What the act says, and who acted: a consumer of events has no audit beside them. */
    private static Map<String, Object> told(Act act) {
        Map<String, Object> data = new LinkedHashMap<>(act.data());
        data.put("actor", act.actor().subject());
        data.put("role", act.actor().role().token());
        if (act.actor().onBehalfOf() != null) {
            data.put("onBehalfOf", act.actor().onBehalfOf());
        }
        return data;
    }

    private String toJson(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event must be writable as JSON", e);
        }
    }
}
