/**
 * What gives a false shipment away (rules F): one detector a file, facts in, finding out. Nothing in here reads or
 * writes anything, so the same judgement runs at an event, at a deadline, in a sweep, in a backtest and in a simulation.
 *
 * <p>29 files, because detectors that judge the same facts are read side by side. What is set for them is in {@code rule}.
 *
 * <p>Others use {@link Detector}, {@link Detectors}, {@link Facts}, {@link Rule}, {@link Threshold},
 * {@link Thresholds}, {@link Records}, {@link Finding}, {@link Hindsight}, {@link OtherShipment}, {@link PostalCodes}
 * and {@link Verdict}.
 */
@NullMarked
package dev.countermand.detector;

import org.jspecify.annotations.NullMarked;
