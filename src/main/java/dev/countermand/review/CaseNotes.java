package dev.countermand.review;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What moderators note on a case. */
@ApplicationScoped
class CaseNotes {

    private final CaseStore store;
    private final CaseFile file;
    private final Claims claims;
    private final InstantSource clock;

    CaseNotes(CaseStore store, CaseFile file, Claims claims, InstantSource clock) {
        this.store = store;
        this.file = file;
        this.claims = claims;
        this.clock = clock;
    }

    /** Adds a note; refuses who does not hold the case. */
    @NeedsTransaction
    Uni<CaseNoteRow> add(UUID id, @Nullable String token, String text, Caller caller) {
        return store.orderOf(id)
                .chain(orderId -> claims.held(orderId, id, token, caller))
                .chain(row -> {
                    Instant now = Timestamps.now(clock);
                    CaseNoteRow note = CaseFile.note(row, Claims.by(caller), text, now);
                    return store.add(note)
                            .chain(() -> file.tell(row, "case.noted", Claims.by(caller), now))
                            .replaceWith(note);
                });
    }
}
