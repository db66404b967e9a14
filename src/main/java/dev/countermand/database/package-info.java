/** How a chain of statements gets its own reactive session. */
@NullMarked
package dev.countermand.database;

import org.jspecify.annotations.NullMarked;
