package dev.countermand.seller.transparency;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.journal.Act;
import dev.countermand.journal.Journal;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Role;
import dev.countermand.kernel.Timestamps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people see of statements on their way, and do about those that were not taken. */
@ApplicationScoped
class ExportDesk {

    private final ExportQueue queue;
    private final Journal journal;
    private final InstantSource clock;

    ExportDesk(ExportQueue queue, Journal journal, InstantSource clock) {
        this.queue = queue;
        this.journal = journal;
        this.clock = clock;
    }

    /** By the sanctions' ids. */
    @Reads
    Uni<Page<ExportQueue.Export>> page(@Nullable ExportState state, PageRequest page) {
        return queue.page(state, page.afterId(), page.fetch())
                .map(found -> Page.of(found, page, one -> one.id().toString()));
    }

    /** One that was rejected is sent again; refuses all others. */
    @NeedsTransaction
    Uni<ExportQueue.Export> again(UUID id, Caller caller) {
        Actor by = caller.as(Role.LEAD);
        Instant now = Timestamps.now(clock);
        return queue.find(id)
                .invoke(there -> {
                    if (there == null) {
                        throw Refusal.notFound("statement").asException();
                    }
                })
                .chain(there -> queue.again(id, now).chain(seller -> {
                    if (seller == null) {
                        throw Refusal.notNow(
                                        "NOT_REJECTED",
                                        "Only a statement that was not taken is sent again by hand",
                                        there.state().name(),
                                        List.of())
                                .asException();
                    }
                    return journal.writeUntold(
                            new Act(by, "statement-export.sent-again", seller, "sanctions/" + id, null, now, Map.of()));
                }))
                .chain(() -> queue.find(id))
                .map(Objects::requireNonNull);
    }
}
