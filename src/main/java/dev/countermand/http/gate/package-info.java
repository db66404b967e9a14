/**
 * Before anything is done for a caller: how much they may send, how fast, and how many calls at once.
 *
 * <p>Others use {@link BeforeBody}, {@link Form} and {@link Methods}.
 */
@NullMarked
package dev.countermand.http.gate;

import org.jspecify.annotations.NullMarked;
