/**
 * Cases: a frozen order before a moderator, who claims it and reads it.
 *
 * <p>Others use {@link CaseApi}, {@link CaseEvidence}, {@link CaseFile}, {@link CaseMoves}, {@link CaseReader},
 * {@link CaseViews}, {@link Claims}, {@link Freezing}, {@link KnownCase} and {@link LockedCase}.
 */
@NullMarked
package dev.countermand.review;

import org.jspecify.annotations.NullMarked;
