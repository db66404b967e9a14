/** What operators watch. */
@NullMarked
package dev.countermand.operations;

import org.jspecify.annotations.NullMarked;
