/**
 * What a policy means for a buyer, in sentences.
 *
 * <p>Others use {@link PolicyWords}.
 */
@NullMarked
package dev.countermand.policy.wording;

import org.jspecify.annotations.NullMarked;
