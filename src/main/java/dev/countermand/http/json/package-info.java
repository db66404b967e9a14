/** Reads bodies: strictly, within limits, and with a word on what was wrong. */
@NullMarked
package dev.countermand.http.json;

import org.jspecify.annotations.NullMarked;
