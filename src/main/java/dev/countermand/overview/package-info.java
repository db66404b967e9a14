/**
 * Orders as people see them: put together from what every feature knows. By what a buyer knows of one it finds them in a statement of
 * its own.
 *
 * <p>Others use {@link OrderView} and {@link Overview}.
 */
@NullMarked
package dev.countermand.overview;

import org.jspecify.annotations.NullMarked;
