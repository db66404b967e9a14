/** All policies in use, each version for good (M1, M2). Others use {@code Policies}. */
@NullMarked
package dev.countermand.policy.catalogue;

import org.jspecify.annotations.NullMarked;
