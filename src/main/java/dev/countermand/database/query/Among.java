package dev.countermand.database.query;

import io.quarkus.panache.common.Parameters;
import java.util.Collection;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The condition that a field has one of some values. A single value is compared by {@code =}: such a query is translated
 * once and kept, while Hibernate translates one with a list anew at each call, which costs more than to read the rows.
 */
public final class Among {

    private final String condition;
    private final String name;
    private final Object value;

    private Among(String condition, String name, Object value) {
        this.condition = condition;
        this.name = name;
        this.value = value;
    }

    /**
     * The condition on one field.
     *
     * @param field as the query names it, with its alias if it has one; the parameter has its last part as its name
     * @param values of which it has one; without any, no row fits
     */
    public static Among of(String field, Collection<?> values) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        boolean single = values.size() == 1;
        return new Among(
                field + (single ? " = :" : " in :") + name,
                name,
                single ? values.iterator().next() : values);
    }

    /** The value of the condition, for Panache. */
    public Parameters parameters() {
        return Parameters.with(name, value);
    }

    /** Gives a query that has this condition its value. */
    public <R> Mutiny.SelectionQuery<R> bind(Mutiny.SelectionQuery<R> query) {
        return query.setParameter(name, value);
    }

    /** The condition in words of the query language. */
    @Override
    public String toString() {
        return condition;
    }
}
