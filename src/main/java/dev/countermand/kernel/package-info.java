/** Money, ids, business days, who acts: plain Java, used by everything and using nothing. */
@NullMarked
package dev.countermand.kernel;

import org.jspecify.annotations.NullMarked;
