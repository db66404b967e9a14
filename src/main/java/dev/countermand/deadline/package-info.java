/** Everything that happens because nothing happened: rows with a due time, each fired exactly once. */
@NullMarked
package dev.countermand.deadline;

import org.jspecify.annotations.NullMarked;
