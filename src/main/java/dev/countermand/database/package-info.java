/**
 * How a chain of statements gets its own reactive session, and keeps its context.
 *
 * <p>Others use {@link Steps}, {@link Sessions}, {@link NeedsTransaction}, {@link Faults}, {@link Conditions},
 * {@link CallTime}, {@link Columns}, {@link Hashing}, {@link Purge}, {@link Retention}, {@link DatabaseAwayException},
 * {@link Narrowing}, {@link Connections}, {@link Among}, {@link OneColumn} and {@link Reads}.
 */
@NullMarked
package dev.countermand.database;

import org.jspecify.annotations.NullMarked;
