/** Evidence that sellers are asked for and give (A16). Others use {@code EvidenceDemands} and {@code EvidenceStore}. */
@NullMarked
package dev.countermand.evidence;

import org.jspecify.annotations.NullMarked;
