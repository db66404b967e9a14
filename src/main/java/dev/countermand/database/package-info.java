/**
 * How a chain of statements gets its own reactive session, and keeps its context.
 *
 * <p>Others use {@link Steps}, {@link Sessions}, {@link NeedsTransaction}, {@link Faults}, {@link CallTime},
 * {@link Hashing}, {@link Purge}, {@link Retention}, {@link DatabaseAwayException}, {@link Connections} and {@link Reads}.
 */
@NullMarked
package dev.countermand.database;

import org.jspecify.annotations.NullMarked;
