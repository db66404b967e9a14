package dev.countermand.review;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Cases for those who show them. Needs a session. */
@ApplicationScoped
public class CaseReader {

    /** Notes shown at once, the newest. */
    public static final int NOTES_AT_MOST = CaseStore.NOTES_AT_MOST;

    /** What somebody wrote on a case. */
    public record Note(UUID id, String author, String text, Instant at) {}

    private final CaseStore store;

    CaseReader(CaseStore store) {
        this.store = store;
    }

    /** Refuses when there is no such case. */
    public Uni<KnownCase> find(UUID id) {
        return store.orderOf(id).chain(orderId -> store.find(orderId, id)).map(CaseRow::toKnown);
    }

    /** Oldest first. */
    public Uni<List<Note>> notes(KnownCase one) {
        return store.notes(one.orderId(), one.id())
                .map(rows -> rows.stream().map(CaseNoteRow::toNote).toList());
    }
}
