package dev.countermand.journal;

import dev.countermand.database.query.OneColumn;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** The end of the events' one order, for those who follow it. Needs a session. */
@ApplicationScoped
public class EventTail {

    /** The last position that was given. */
    public Uni<Long> last() {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, "select last from outbox_position", Long.class)
                        .getSingleResult());
    }

    /**
     * The events behind one position and up to another, in order.
     *
     * @param kinds how their kinds begin, such as {@code case.}
     */
    public Uni<List<Event>> between(long after, long upTo, String kinds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from EventRow where position > :after and position <= :upTo and type like :kinds"
                                        + " order by position",
                                EventRow.class)
                        .setParameter("after", after)
                        .setParameter("upTo", upTo)
                        .setParameter("kinds", Journal.TYPE_PREFIX + kinds + "%")
                        .getResultList())
                .map(rows -> rows.stream().map(EventTail::event).toList());
    }

    private static Event event(EventRow row) {
        String kind =
                row.type.substring(Journal.TYPE_PREFIX.length(), row.type.length() - Journal.TYPE_VERSION.length());
        return new Event(row.id, kind, row.subject, row.time, Objects.requireNonNull(row.position), row.data);
    }
}
