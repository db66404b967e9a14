package dev.countermand.seller.transparency;

import dev.countermand.database.query.Columns;
import dev.countermand.database.query.OneColumn;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements on their way out, in the database. Needs a session, and whoever writes a transaction. */
@ApplicationScoped
class ExportQueue {

    /** Sanctions that are taken in at once. */
    private static final int COLLECTED = 1_000;

    private static final UUID FIRST = new UUID(0, 0);

    /** One that is to be sent now. */
    record Claimed(UUID id, int attempts) {}

    /**
     * A statement on its way.
     *
     * @param reference the database's id of it
     */
    record Export(
            UUID id,
            String sellerId,
            Instant inForceAt,
            ExportState state,
            int attempts,
            Instant nextAt,
            @Nullable String reference,
            @Nullable Instant endedAt,
            @Nullable String lastFailure) {}

    /** Takes in what has come into force since; returns how many that were. */
    Uni<Integer> collect(Instant since, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExportSql.COLLECT)
                        .setParameter("since", since)
                        .setParameter("now", now)
                        .setParameter("most", COLLECTED)
                        .executeUpdate());
    }

    Uni<List<Claimed>> claim(int most, Instant now, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExportSql.CLAIM, Object[].class)
                        .setParameter("now", now)
                        .setParameter("until", until)
                        .setParameter("most", most)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Columns(row, 0))
                        .map(columns -> new Claimed(columns.id(), columns.count()))
                        .toList());
    }

    /** @param said by statement, the database's id of it, or what it said against it; empty where it said nothing */
    Uni<Void> end(Collection<UUID> ids, ExportState state, Map<UUID, String> said, Instant now) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> references = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (UUID id : ids) {
            references.add(state == ExportState.SENT ? said.getOrDefault(id, "") : "");
            words.add(state == ExportState.REJECTED ? said.getOrDefault(id, "") : "");
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExportSql.END)
                        .setParameter("state", state.name())
                        .setParameter("now", now)
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .setParameter("references", references.toArray(String[]::new))
                        .setParameter("words", words.toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> later(Collection<UUID> ids, Instant next, @Nullable String words) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExportSql.LATER)
                        .setParameter("next", next)
                        .setParameter("words", words == null ? "" : words)
                        .setParameter("ids", ids.toArray(UUID[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whose it is; null when there is none that was rejected. */
    Uni<@Nullable String> again(UUID id, Instant now) {
        return Panache.getSession()
                .chain(session -> OneColumn.of(session, ExportSql.AGAIN, String.class)
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .getResultList())
                .map(sellers -> sellers.isEmpty() ? null : sellers.getFirst());
    }

    Uni<List<Export>> page(@Nullable ExportState state, @Nullable UUID after, int most) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExportSql.PAGE, Object[].class)
                        .setParameter("states", names(state))
                        .setParameter("after", after == null ? FIRST : after)
                        .setParameter("most", most)
                        .getResultList())
                .map(rows -> rows.stream().map(ExportQueue::export).toList());
    }

    private static String[] names(@Nullable ExportState only) {
        return Arrays.stream(ExportState.values())
                .filter(state -> only == null || state == only)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    Uni<@Nullable Export> find(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ExportSql.ONE, Object[].class)
                        .setParameter("id", id)
                        .getResultList())
                .map(rows -> rows.isEmpty() ? null : export(rows.getFirst()));
    }

    private static Export export(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new Export(
                columns.id(),
                columns.text(),
                columns.moment(),
                ExportState.valueOf(columns.text()),
                columns.count(),
                columns.moment(),
                columns.textOrNull(),
                columns.momentOrNull(),
                columns.textOrNull());
    }
}
