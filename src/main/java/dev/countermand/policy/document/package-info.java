/**
 * One policy document: read strictly, each value with its line (M2).
 *
 * <p>Others use {@link Figures}, {@link FaultyPolicyException}, {@link PolicyDocument} and {@link PolicyReader}.
 */
@NullMarked
package dev.countermand.policy.document;

import org.jspecify.annotations.NullMarked;
