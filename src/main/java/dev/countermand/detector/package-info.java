/**
 * What gives a false shipment away (rules F): one detector a file, facts in, finding out. Nothing in here reads or
 * writes anything, so the same judgement runs at an event, at a deadline, in a sweep, in a backtest and in a simulation.
 */
@NullMarked
package dev.countermand.detector;

import org.jspecify.annotations.NullMarked;
