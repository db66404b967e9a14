/**
 * Orders as people see them: put together from what every feature knows.
 *
 * <p>Others use {@link OrderView} and {@link Overview}.
 */
@NullMarked
package dev.countermand.overview;

import org.jspecify.annotations.NullMarked;
