/**
 * Sweeps over all shipments under way: cut into ranges, leased by replicas, judged in memory. Their statements stand in
 * {@code SweepSql}; the one that is made of the figures of the rules, with what shares its words, in {@code Sieve}.
 *
 * <p>Others use {@link Sweeps}.
 */
@NullMarked
package dev.countermand.fraud.sweep;

import org.jspecify.annotations.NullMarked;
