/**
 * Cases: a frozen order before a moderator.
 *
 * <p>Others use {@link CaseFile} and {@link Freezing}.
 */
@NullMarked
package dev.countermand.review;

import org.jspecify.annotations.NullMarked;
