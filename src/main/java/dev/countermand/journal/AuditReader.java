package dev.countermand.journal;

import dev.countermand.database.query.Conditions;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Visible;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the audit. */
@ApplicationScoped
public class AuditReader implements PanacheRepositoryBase<AuditRow, UUID> {

    /** The newest entries of a subject, at most {@code limit} of them, oldest first. */
    public Uni<List<AuditEntry>> of(String subject, int limit) {
        return find("subject = :subject order by id desc", Parameters.with("subject", subject))
                .range(0, limit - 1)
                .list()
                .map(rows -> rows.reversed().stream().map(AuditRow::entry).toList());
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
                .map(rows -> Page.of(rows, page, row -> row.id.toString()).map(AuditRow::entry)));
    }
}
