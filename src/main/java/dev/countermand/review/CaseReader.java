package dev.countermand.review;

import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Cases for those who show them. Needs a session. */
@ApplicationScoped
public class CaseReader {

    /** Notes shown at once, the newest. */
    public static final int NOTES_AT_MOST = CaseStore.NOTES_AT_MOST;

    /** What somebody wrote on a case. */
    public record Note(UUID id, String author, String text, Instant at) {}

    private final CaseStore store;
    private final InstantSource clock;

    CaseReader(CaseStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Refuses when there is no such case. */
    public Uni<KnownCase> find(UUID id) {
        return store.orderOf(id).chain(orderId -> store.find(orderId, id)).map(CaseRow::toKnown);
    }

    /** Cases that this person decides a second time now: they are not to see how these were decided. */
    public Uni<Set<UUID>> reviewedBy(String reader) {
        return store.reviewedBy(reader, Timestamps.now(clock));
    }

    /** Refuses whoever decides the case a second time: that is worth nothing once the first decision was seen. */
    public Uni<Void> refuseReviewer(UUID id, Caller caller) {
        return reviewedBy(caller.subject())
                .invoke(reviewed -> {
                    if (reviewed.contains(id)) {
                        throw Refusal.forbidden(
                                        "You decide this case a second time, and are not to see how it was decided; it is open"
                                                + " to you when you have")
                                .asException();
                    }
                })
                .replaceWithVoid();
    }

    /** Oldest first. */
    public Uni<List<Note>> notes(KnownCase one) {
        return store.notes(one.orderId(), one.id())
                .map(rows -> rows.stream().map(CaseNoteRow::toNote).toList());
    }
}
