/**
 * What the desk asks sellers for in a case, and what they gave, over HTTP.
 *
 * <p>Others use {@link CaseEvidenceApi}.
 */
@NullMarked
package dev.countermand.review.evidence;

import org.jspecify.annotations.NullMarked;
