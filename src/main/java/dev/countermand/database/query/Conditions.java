package dev.countermand.database.query;

import dev.countermand.kernel.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows: the rows that its reader may see, and of these what they narrow it to. The first must be said, the
 * second may be left out; neither is ever null.
 */
public final class Conditions {

    private static final String BUYER = "buyerId";
    private static final String SELLER = "sellerId";

    private final String alias;
    private final @Nullable String owner;
    private final StringBuilder text = new StringBuilder("1 = 1");
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private Conditions(String alias, @Nullable String owner) {
        this.alias = alias;
        this.owner = owner;
    }

    /**
     * Begins a list.
     *
     * @param alias of the entity that {@link #is} speaks of; unless it is for the marketplace's own, it has {@code buyerId}
     *     and {@code sellerId}
     * @param whose the rows may be
     */
    public static Conditions of(String alias, Visible whose) {
        return switch (whose) {
            case Visible.Everybodys all -> new Conditions(alias, null);
            case Visible.OfBuyer one -> new Conditions(alias, BUYER).equal(BUYER, one.buyerId());
            case Visible.OfSeller one -> new Conditions(alias, SELLER).equal(SELLER, one.sellerId());
        };
    }

    /** Only where the field is this. Who sees only their own rows gets them whomever they ask for. */
    public Conditions is(String field, Optional<?> value) {
        return value.isEmpty() || field.equals(owner) ? this : equal(field, value.get());
    }

    private Conditions equal(String field, Object value) {
        return and(alias + "." + field + " = :" + field, Map.of(field, value));
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
