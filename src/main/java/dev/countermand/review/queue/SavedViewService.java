package dev.countermand.review.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countermand.database.NeedsTransaction;
import dev.countermand.database.Reads;
import dev.countermand.kernel.Caller;
import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Queues that people have given a name. Each is its owner's, who alone changes it; whoever knows its id may look through it, so a
 * view is shared by its address.
 */
@ApplicationScoped
class SavedViewService implements PanacheRepositoryBase<SavedViewRow, UUID> {

    /** Views of one person. */
    static final int AT_MOST = 100;

    private final ObjectMapper json;
    private final InstantSource clock;

    SavedViewService(ObjectMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A named queue. */
    record SavedView(UUID id, String owner, String name, QueueFilter filter, Instant savedAt, long version) {}

    /** All of one person's, by name. */
    @Reads
    Uni<List<SavedView>> of(Caller caller) {
        return list("owner = :owner order by name, id", Parameters.with("owner", caller.subject()))
                .map(rows -> rows.stream().map(this::toView).toList());
    }

    /** Anybody's; refuses when there is none. */
    @Reads
    Uni<SavedView> load(UUID id) {
        return findById(id).map(row -> toView(required(row)));
    }

    /** What a view shows, for a query that names it; refuses when there is none. Needs a session. */
    Uni<QueueFilter> filter(UUID id) {
        return findById(id).map(row -> {
            if (row == null) {
                throw Refusal.invalid("view", "must be the id of a saved view").asException();
            }
            return toFilter(row.filter);
        });
    }

    /** The same in a session of its own. */
    @Reads
    Uni<QueueFilter> named(UUID id) {
        return filter(id);
    }

    @NeedsTransaction
    Uni<SavedView> save(String name, QueueFilter filter, Caller caller) {
        return count("owner", caller.subject())
                .chain(there -> {
                    if (there >= AT_MOST) {
                        throw Refusal.notNow(
                                        "TOO_MANY_VIEWS",
                                        "You have " + there + " saved views, and " + AT_MOST + " is the most",
                                        null,
                                        List.of())
                                .asException();
                    }
                    return refuseTwice(name, null, caller);
                })
                .chain(() -> {
                    Instant now = Timestamps.now(clock);
                    SavedViewRow row = new SavedViewRow();
                    row.id = Ids.next(now);
                    row.owner = caller.subject();
                    row.savedAt = now;
                    return written(row, name, filter);
                });
    }

    /** Another name, another filter; what is somebody else's is not there to change. */
    @WithTransaction
    Uni<SavedView> change(UUID id, String name, QueueFilter filter, Caller caller) {
        return own(id, caller).call(() -> refuseTwice(name, id, caller)).chain(row -> written(row, name, filter));
    }

    @WithTransaction
    Uni<SavedView> drop(UUID id, Caller caller) {
        return own(id, caller).call(this::delete).map(this::toView);
    }

    private Uni<SavedViewRow> own(UUID id, Caller caller) {
        return find("id = :id and owner = :owner", Parameters.with("id", id).and("owner", caller.subject()))
                .firstResult()
                .map(SavedViewService::required);
    }

    /** A name stands for one view of its owner. */
    private Uni<Void> refuseTwice(String name, @Nullable UUID but, Caller caller) {
        return find(
                        "owner = :owner and name = :name",
                        Parameters.with("owner", caller.subject()).and("name", name))
                .firstResult()
                .invoke(there -> {
                    if (there != null && !there.id.equals(but)) {
                        throw Refusal.invalid("name", "must be another: you have a view of this name")
                                .asException();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<SavedView> written(SavedViewRow row, String name, QueueFilter filter) {
        row.name = name;
        row.filter = toJson(filter);
        return Panache.getSession()
                .chain(session -> session.persist(row).chain(session::flush))
                .map(ignored -> toView(row));
    }

    private static SavedViewRow required(@Nullable SavedViewRow row) {
        if (row == null) {
            throw Refusal.notFound("view").asException();
        }
        return row;
    }

    private SavedView toView(SavedViewRow row) {
        return new SavedView(row.id, row.owner, row.name, toFilter(row.filter), row.savedAt, row.version);
    }

    private String toJson(QueueFilter filter) {
        try {
            return json.writeValueAsString(filter);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A filter is JSON", e);
        }
    }

    private QueueFilter toFilter(String kept) {
        try {
            return json.readValue(kept, QueueFilter.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view keeps a filter", e);
        }
    }
}
