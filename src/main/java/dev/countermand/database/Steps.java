package dev.countermand.database;

import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Steps of one chain that are walked one after the other, or not at all: a session carries one statement at a time. */
public final class Steps {

    private Steps() {}

    /** Does {@code step} for each item in the given order, each after the one before has ended; the first failure ends it. */
    public static <T> Uni<Void> inTurn(Iterable<T> items, Function<? super T, ? extends Uni<?>> step) {
        Uni<Void> steps = Uni.createFrom().voidItem();
        for (T item : items) {
            steps = steps.chain(() -> step.apply(item)).replaceWithVoid();
        }
        return steps;
    }

    /** {@link #inTurn} with a sum: each step gets what the one before it made of it, the first one {@code start}. */
    public static <T, S> Uni<S> fold(Iterable<T> items, S start, BiFunction<S, ? super T, Uni<S>> step) {
        Uni<S> sum = Uni.createFrom().item(start);
        for (T item : items) {
            sum = sum.chain(soFar -> step.apply(soFar, item));
        }
        return sum;
    }

    /** Does {@code step} if {@code condition} holds, else nothing. */
    public static Uni<Void> when(boolean condition, Supplier<? extends Uni<?>> step) {
        return condition ? step.get().replaceWithVoid() : nothing();
    }

    /** Does {@code step} with {@code value} if there is one, else nothing. */
    public static <T> Uni<Void> given(@Nullable T value, Function<? super T, ? extends Uni<?>> step) {
        return value == null ? nothing() : step.apply(value).replaceWithVoid();
    }

    /** The step that does nothing. */
    public static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
