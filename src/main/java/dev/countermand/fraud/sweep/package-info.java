/** Sweeps over all shipments under way: cut into ranges, leased by replicas, judged in memory. */
@NullMarked
package dev.countermand.fraud.sweep;

import org.jspecify.annotations.NullMarked;
