package dev.countermand.database.query;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A native query that gives one column. Asked for a basic class by {@code createNativeQuery}, Hibernate plans the statement
 * anew at each call and keeps every plan, under keys that are never equal and all alike: looking one up becomes the dearest
 * part of a call, and the plans of other queries are driven out. Without a class it keeps one plan for each statement.
 *
 * @param <T> {@link java.util.UUID}, {@link String}, {@link Boolean}, {@link Long}, {@link Integer}, {@link Short} or {@link
 *     Instant}
 */
public final class OneColumn<T> {

    private final Mutiny.SelectionQuery<Object> query;
    private final Class<T> type;

    private OneColumn(Mutiny.SelectionQuery<Object> query, Class<T> type) {
        this.query = query;
        this.type = type;
    }

    /** The query, with its parameters still to be set. */
    public static <T> OneColumn<T> of(Mutiny.Session session, String sql, Class<T> type) {
        return new OneColumn<>(session.<Object>createNativeQuery(sql), type);
    }

    /** As that of the query. */
    public OneColumn<T> setParameter(String name, @Nullable Object value) {
        query.setParameter(name, value);
        return this;
    }

    /** As that of the query. */
    public OneColumn<T> setFlushMode(FlushMode mode) {
        query.setFlushMode(mode);
        return this;
    }

    /** All that it gives. */
    public Uni<List<T>> getResultList() {
        return query.getResultList()
                .map(values -> values.stream().map(this::converted).toList());
    }

    /** The only one; fails where there is none. */
    public Uni<T> getSingleResult() {
        return query.getSingleResult().map(this::converted);
    }

    /** The only one; null where there is none, or it is null. */
    public Uni<@Nullable T> getSingleResultOrNull() {
        return query.getSingleResultOrNull().map(this::converted);
    }

    private @Nullable T converted(@Nullable Object value) {
        Object wanted = switch (value) {
            case null -> null;
            case Number number when type == Long.class -> number.longValue();
            case Number number when type == Integer.class -> number.intValue();
            case Number number when type == Short.class -> number.shortValue();
            default -> type == Instant.class ? Columns.moment(value) : value;
        };
        return type.cast(wanted);
    }
}
