/**
 * What queries are put together of, and how their rows are read.
 *
 * <p>Others use {@link Conditions}, {@link Narrowing}, {@link Among}, {@link Columns} and {@link OneColumn}.
 */
@NullMarked
package dev.countermand.database.query;

import org.jspecify.annotations.NullMarked;
