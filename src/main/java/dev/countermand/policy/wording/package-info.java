/** What a policy means for a buyer, in sentences. Others use {@code PolicyWords}. */
@NullMarked
package dev.countermand.policy.wording;

import org.jspecify.annotations.NullMarked;
