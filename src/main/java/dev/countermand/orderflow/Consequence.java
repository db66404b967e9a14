package dev.countermand.orderflow;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * One thing that follows from an event.
 *
 * @param words what it is, for people; the picture in {@code docs/flow.md} shows it
 * @param act does it, in the transaction that has the order locked
 */
record Consequence(String words, Supplier<? extends Uni<?>> act) {}
