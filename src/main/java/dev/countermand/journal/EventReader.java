package dev.countermand.journal;

import dev.countermand.kernel.Page;
import dev.countermand.kernel.PageRequest;
import dev.countermand.kernel.Refusal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the events in their one order. */
@ApplicationScoped
class EventReader implements PanacheRepositoryBase<EventRow, UUID> {

    private final EventRelay relay;

    EventReader(EventRelay relay) {
        this.relay = relay;
    }

    /** What was committed behind the position that the page starts after, up to this moment; refuses what is no position. */
    Uni<Page<Event>> page(PageRequest page) {
        long start = position(page.after());
        return relay.number()
                .chain(() -> Panache.withSession(() -> behind(start, page.fetch())))
                .map(rows ->
                        Page.of(rows, page, row -> String.valueOf(row.position)).map(EventReader::event));
    }

    private Uni<List<EventRow>> behind(long start, int limit) {
        return find("position > :start order by position", Parameters.with("start", start))
                .range(0, limit - 1)
                .list();
    }

    private static long position(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.invalid("after", "must be the position of an event").asException();
        }
        return Long.parseLong(text);
    }

    private static Event event(EventRow row) {
        return new Event(row.id, row.type, row.subject, row.time, Objects.requireNonNull(row.position), row.data);
    }
}
