package dev.countermand.journal;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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
