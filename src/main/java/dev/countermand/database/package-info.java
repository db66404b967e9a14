/** How a chain of statements gets its own reactive session, and keeps its context. */
@NullMarked
package dev.countermand.database;

import org.jspecify.annotations.NullMarked;
