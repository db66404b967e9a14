/** Events and audit entries that are written in the transaction of the act they tell of. */
@NullMarked
package dev.countermand.journal;

import org.jspecify.annotations.NullMarked;
