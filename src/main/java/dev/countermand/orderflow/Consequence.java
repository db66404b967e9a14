package dev.countermand.orderflow;

import dev.countermand.order.OrderEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/**
 * One thing that follows from an event.
 *
 * @param words what it is, for people; the picture in {@code docs/flow.md} shows it
 * @param act does it, in the transaction that has the order locked
 * @param raises the events that it may say in turn; what follows from those is done before the next consequence
 */
record Consequence(String words, Supplier<? extends Uni<?>> act, List<Class<? extends OrderEvent>> raises) {

    Consequence {
        raises = List.copyOf(raises);
    }

    @SafeVarargs
    final Consequence raising(Class<? extends OrderEvent>... events) {
        return new Consequence(words, act, List.of(events));
    }
}
