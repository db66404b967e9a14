/** Takes in orders that have a past: history as it was, deadlines and detection from here on. */
@NullMarked
package dev.countermand.history;

import org.jspecify.annotations.NullMarked;
