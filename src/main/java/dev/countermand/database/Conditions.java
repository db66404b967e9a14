package dev.countermand.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a list is narrowed to: conditions joined by "and", and the values of their parameters. */
public final class Conditions {

    private final String alias;
    private final StringBuilder text;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private Conditions(String alias, String first) {
        this.alias = alias;
        text = new StringBuilder(first);
    }

    /**
     * Begins a list.
     *
     * @param alias of the entity that {@link #is} speaks of
     * @param first what holds for the whole list
     */
    public static Conditions of(String alias, String first) {
        return new Conditions(alias, first);
    }

    /** The field is this; null means whatever it is. */
    public Conditions is(String field, @Nullable Object value) {
        return value == null ? this : and(alias + "." + field + " = :" + field, Map.of(field, value));
    }

    /** The page behind this id; null means the first. */
    public Conditions behind(String field, @Nullable Object id) {
        return id == null ? this : and(alias + "." + field + " > :after", Map.of("after", id));
    }

    /** A condition in words of the query language, with its parameters. */
    public Conditions and(String condition, Map<String, ?> values) {
        text.append(" and ").append(condition);
        parameters.putAll(values);
        return this;
    }

    /** The query that begins so, goes on with these conditions, and has their values. */
    public <R> Mutiny.SelectionQuery<R> query(Mutiny.Session session, String select, String order, Class<R> type) {
        Mutiny.SelectionQuery<R> query =
                session.createSelectionQuery(select + " where " + text + " order by " + order, type);
        parameters.forEach(query::setParameter);
        return query;
    }
}
