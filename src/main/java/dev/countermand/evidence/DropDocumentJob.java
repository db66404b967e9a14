package dev.countermand.evidence;

import dev.countermand.database.Sessions;
import dev.countermand.database.Steps;
import dev.countermand.deadline.Deadline;
import dev.countermand.deadline.DeadlineHandler;
import dev.countermand.deadline.DeadlineKind;
import dev.countermand.deadline.DueDeadlines;
import dev.countermand.evidence.store.DocumentKey;
import dev.countermand.evidence.store.ObjectStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Deletes a document that is kept outside of the database and belongs to nothing any more: its upload was never finished, or
 * its buyer is forgotten.
 */
@ApplicationScoped
class DropDocumentJob implements DeadlineHandler {

    private final Sessions sessions;
    private final EvidenceStore store;
    private final ObjectStore objects;
    private final DueDeadlines due;

    DropDocumentJob(Sessions sessions, EvidenceStore store, ObjectStore objects, DueDeadlines due) {
        this.sessions = sessions;
        this.store = store;
        this.objects = objects;
        this.due = due;
    }

    @Override
    public DeadlineKind kind() {
        return DeadlineKind.DROP_DOCUMENT;
    }

    @Override
    public Uni<Void> fire(Deadline deadline) {
        DocumentKey key = new DocumentKey(deadline.orderId(), UUID.fromString(deadline.subject()));
        return sessions.inSession(() -> store.kept(key.orderId(), key.id()))
                .chain(kept -> Steps.when(!kept, () -> objects.remove(key)))
                .chain(() -> sessions.inTransaction(() -> due.finish(deadline)))
                .replaceWithVoid();
    }
}
