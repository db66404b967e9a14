package dev.countermand.database.query;

import dev.countermand.kernel.Visible;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To what a list of things that belong to orders is narrowed by whoever reads it. It never decides what they may see: that
 * is {@link Visible}.
 *
 * @param <S> the things' status
 */
public record Narrowing<S extends Enum<S>>(Optional<S> status, Optional<String> orderId, Optional<String> sellerId) {

    /** From the parameters of a query, of which any may be missing. */
    public static <S extends Enum<S>> Narrowing<S> of(
            @Nullable S status, @Nullable String orderId, @Nullable String sellerId) {
        return new Narrowing<>(
                Optional.ofNullable(status), Optional.ofNullable(orderId), Optional.ofNullable(sellerId));
    }

    /** The list of what is this reader's to see, so narrowed. */
    public Conditions of(String alias, Visible whose) {
        return Conditions.of(alias, whose)
                .is("status", status)
                .is("orderId", orderId)
                .is("sellerId", sellerId);
    }
}
