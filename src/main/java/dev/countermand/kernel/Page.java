package dev.countermand.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, by key: the next page starts behind the last item of this one.
 *
 * @param next the last item's key as a cursor, of which {@link PageRequest#cursor} makes it; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * Cuts what was fetched to the page.
     *
     * @param fetched up to {@link PageRequest#fetch} items
     * @param key what tells where an item stands in the list
     */
    public static <T> Page<T> of(List<T> fetched, PageRequest request, Function<T, String> key) {
        boolean more = fetched.size() > request.limit();
        List<T> items = more ? fetched.subList(0, request.limit()) : fetched;
        return new Page<>(items, more ? request.cursor().apply(key.apply(items.getLast())) : null);
    }

    /** A list that is never long, whole. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /** The same page of something made from each item. */
    public <R> Page<R> map(Function<? super T, ? extends R> item) {
        return new Page<>(items.stream().<R>map(item).toList(), next);
    }
}
