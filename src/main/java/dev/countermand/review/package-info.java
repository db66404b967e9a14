/**
 * Cases: a frozen order before a moderator, who claims it, reads it and decides.
 *
 * <p>Others use {@link CaseEvidence}, {@link CaseFile}, {@link Claims} and {@link Freezing}.
 */
@NullMarked
package dev.countermand.review;

import org.jspecify.annotations.NullMarked;
