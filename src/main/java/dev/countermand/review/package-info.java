/**
 * Cases: a frozen order before a moderator, who claims it, reads it and decides.
 *
 * <p>Others use {@link CaseApi}, {@link CaseFile}, {@link CaseReader}, {@link Claims}, {@link Freezing} and {@link KnownCase}.
 */
@NullMarked
package dev.countermand.review;

import org.jspecify.annotations.NullMarked;
