/**
 * Reads bodies: strictly, within limits, and with a word on what was wrong.
 *
 * <p>Others use {@link InvalidBodies}.
 */
@NullMarked
package dev.countermand.http.json;

import org.jspecify.annotations.NullMarked;
