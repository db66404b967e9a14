package dev.countermand.journal;

import dev.countermand.database.Conditions;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Reads the audit. */
@ApplicationScoped
public class AuditReader {

    /** The newest entries of a subject, at most {@code limit} of them, oldest first. */
    public Uni<List<AuditEntry>> of(String subject, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from AuditRow where subject = :subject order by id desc", AuditRow.class)
                        .setParameter("subject", subject)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.reversed().stream().map(AuditReader::entry).toList());
    }

    /** What was done to an order, sweep or the like, or to a single thing such as {@code cases/{id}}; oldest first. */
    Uni<Page<AuditEntry>> about(Visible.Everybodys whose, String subject, PageRequest page) {
        Conditions where = Conditions.of("a", whose)
                .and("(a.subject = :subject or a.object = :subject)", Map.of("subject", subject))
                .behind("id", page.afterId());
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> where.query(session, "from AuditRow a", "a.id", AuditRow.class)
                        .setMaxResults(page.fetch())
                        .getResultList())
                .map(rows -> Page.of(rows, page, row -> row.id.toString()).map(AuditReader::entry)));
    }

    private static AuditEntry entry(AuditRow row) {
        return new AuditEntry(
                row.id,
                row.subject,
                row.object,
                row.action,
                row.at,
                row.actor,
                row.role,
                row.onBehalfOf,
                row.version,
                row.details);
    }
}
