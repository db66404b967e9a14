/**
 * Takes in orders that have a past: history as it was, deadlines and detection from here on.
 *
 * <p>Others use {@link HistoryImport} and {@link PastOrder}.
 */
@NullMarked
package dev.countermand.history;

import org.jspecify.annotations.NullMarked;
