/**
 * Sweeps over all shipments under way: cut into ranges, leased by replicas, judged in memory.
 *
 * <p>Others use {@link Sweeps}.
 */
@NullMarked
package dev.countermand.fraud.sweep;

import org.jspecify.annotations.NullMarked;
