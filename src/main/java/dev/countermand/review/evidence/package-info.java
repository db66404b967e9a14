/** What the desk asks sellers for in a case, and what they gave, over HTTP. */
@NullMarked
package dev.countermand.review.evidence;

import org.jspecify.annotations.NullMarked;
