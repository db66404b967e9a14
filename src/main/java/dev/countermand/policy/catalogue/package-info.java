/**
 * All policies in use, each version for good (M1, M2).
 *
 * <p>Others use {@link Policies}.
 */
@NullMarked
package dev.countermand.policy.catalogue;

import org.jspecify.annotations.NullMarked;
