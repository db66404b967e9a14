package dev.countermand.journal.chain;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.query.OneColumn;
import dev.countermand.journal.AuditEntry;
import dev.countermand.journal.AuditSignatures;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes a person out of entries so that the chain holds: the salt goes under which their part was hashed, and the entry as
 * it is then is signed and sealed once more. What was done, when and in which role stays, and stays proved.
 */
@ApplicationScoped
public class AuditErasures {

    /** Entries of one statement. */
    static final int PAGE = 2_000;

    private final AuditSignatures signatures;

    AuditErasures(AuditSignatures signatures) {
        this.signatures = signatures;
    }

    /**
     * Rewrites the entries of these subjects.
     *
     * @param erasure under which it is done; it must be running
     * @param atMost so many entries, or a page more; whoever has more comes again, if their subject is another then
     * @param rewritten the entry without the person; what does not change is left alone
     * @return the entries as they were before
     */
    @NeedsTransaction
    public Uni<List<AuditEntry>> rewrite(
            UUID erasure, List<String> subjects, int atMost, UnaryOperator<AuditEntry> rewritten) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ChainSql.UNDER_ERASURE, String.class)
                        .setParameter("id", erasure.toString())
                        .getSingleResult()
                        .chain(() -> pages(
                                new Rewriting(session, subjects.toArray(String[]::new), atMost, rewritten),
                                new UUID(0, 0),
                                new ArrayList<>())));
    }

    private record Rewriting(
            Mutiny.Session session, String[] subjects, int atMost, UnaryOperator<AuditEntry> rewritten) {}

    private Uni<List<AuditEntry>> pages(Rewriting work, UUID after, List<AuditEntry> done) {
        return page(work, after).chain(entries -> {
            done.addAll(entries);
            return entries.size() < PAGE || done.size() >= work.atMost()
                    ? Uni.createFrom().item(done)
                    : pages(work, entries.getLast().id(), done);
        });
    }

    private Uni<List<AuditEntry>> page(Rewriting work, UUID after) {
        return OneColumn.of(work.session(), ChainSql.IDS_OF_SUBJECTS, UUID.class)
                .setParameter("subjects", work.subjects())
                .setParameter("after", after)
                .setParameter("batch", PAGE)
                .getResultList()
                .call(ids -> work.session()
                        .createNativeQuery(ChainSql.WAIT_AGAIN)
                        .setParameter("ids", texts(ids))
                        .executeUpdate())
                .chain(ids -> work.session()
                        .createNativeQuery(ChainSql.ENTRIES_OF, Object[].class)
                        .setParameter("ids", texts(ids))
                        .getResultList())
                .map(AuditErasures::entries)
                .call(entries -> erase(work.session(), entries, work.rewritten()));
    }

    private static List<AuditEntry> entries(List<Object[]> rows) {
        List<AuditEntry> entries = new ArrayList<>();
        for (Object[] row : rows) {
            AuditEntry entry = ChainRows.entry(row, 0);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Uni<Void> erase(Mutiny.Session session, List<AuditEntry> entries, UnaryOperator<AuditEntry> rewritten) {
        JsonArray rows = new JsonArray();
        List<UUID> changed = new ArrayList<>();
        for (AuditEntry entry : entries) {
            AuditEntry without = rewritten.apply(entry);
            if (!without.equals(entry)) {
                changed.add(entry.id());
                rows.add(row(without));
            }
        }
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(ChainSql.ERASE)
                .setParameter("entries", rows.encode())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(ChainSql.FORGET_SALTS)
                        .setParameter("ids", texts(changed))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private JsonObject row(AuditEntry entry) {
        return new JsonObject()
                .put("id", entry.id().toString())
                .put("subject", entry.subject())
                .put("object", entry.object())
                .put("actor", entry.actor())
                .put("on_behalf_of", entry.onBehalfOf())
                .put("details", entry.details())
                .put("signature", signatures.sign(entry));
    }

    private static String[] texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
