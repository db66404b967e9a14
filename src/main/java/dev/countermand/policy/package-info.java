/** Market policies: the figures of the rules, as versioned documents (M1-M3). */
@NullMarked
package dev.countermand.policy;

import org.jspecify.annotations.NullMarked;
