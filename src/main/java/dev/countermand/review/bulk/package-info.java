/** One decision for many cases: foreseen, carried out in the background, and undone (A26). Others use nothing of it. */
@NullMarked
package dev.countermand.review.bulk;

import org.jspecify.annotations.NullMarked;
