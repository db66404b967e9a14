/**
 * What gives a false shipment away (rules F): one detector a file, facts in, finding out. Nothing in here reads or
 * writes anything, so the same judgement runs at an event, at a deadline, in a sweep, in a backtest and in a simulation.
 *
 * <p>29 files, because detectors that judge the same facts are read side by side. What is set for them is in {@code rule}.
 */
@NullMarked
package dev.countermand.detector;

import org.jspecify.annotations.NullMarked;
