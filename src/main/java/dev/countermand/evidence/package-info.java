/**
 * Evidence that sellers are asked for and give (A16).
 *
 * <p>Others use {@link Evidence}, {@link EvidenceApi}, {@link EvidenceDemands} and {@link EvidenceStore}.
 */
@NullMarked
package dev.countermand.evidence;

import org.jspecify.annotations.NullMarked;
