package dev.countermand.kernel;

import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit how many items at most
 * @param after the key behind which to start; null at the beginning
 * @param cursor how the key of an item is given to the caller, so that they can come back with it
 */
public record PageRequest(int limit, @Nullable String after, UnaryOperator<String> cursor) {

    /** What to ask the database for: one more than the page, to know whether there is a next one. */
    public int fetch() {
        return limit + 1;
    }

    /** The same page behind another key. */
    public PageRequest behind(@Nullable String key) {
        return new PageRequest(limit, key, cursor);
    }

    /** The id behind which to start, of a list that goes by ids; null at the beginning. Refuses what is no id. */
    public @Nullable UUID afterId() {
        return after == null ? null : id(after);
    }

    /** The id inside a key; refuses what is none. */
    public static UUID id(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw unknownKey();
        }
    }

    /** What to throw when a key was not made by this list. */
    public static RefusedException unknownKey() {
        return Refusal.invalid("cursor", "must be a cursor as the previous page of this list gave it to you")
                .asException();
    }
}
