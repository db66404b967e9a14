/**
 * Evidence that sellers are asked for, by buyers and disputes (A16) and by the desk (A26), and give.
 *
 * <p>Others use {@link CaseDemands}, {@link DemandOutcome}, {@link Evidence}, {@link EvidenceApi}, {@link EvidenceDemands},
 * {@link EvidenceStore}, {@link EvidenceWords}, {@link OwedEvidence} and {@link SeenDemand}.
 */
@NullMarked
package dev.countermand.evidence;

import org.jspecify.annotations.NullMarked;
