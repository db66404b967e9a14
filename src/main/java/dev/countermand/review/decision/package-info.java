/**
 * Decisions on cases: what they do, who approves them, and how they are undone (A26, A27).
 *
 * <p>Others use {@link DecisionApi}, {@link Decision}, {@link DecisionReader}, {@link DecisionViews}, {@link Decisions},
 * {@link Undoing}, {@link Weighing} and {@link WithoutEvidence}.
 */
@NullMarked
package dev.countermand.review.decision;

import org.jspecify.annotations.NullMarked;
