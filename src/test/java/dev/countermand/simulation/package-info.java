/**
 * A made-up market in which it is known who cheats: it measures how good the detectors of rules F are. It stands among the
 * tests, so nothing of it is in what runs in production (ADR 0015). {@link Simulation} is the command.
 */
@NullMarked
package dev.countermand.simulation;

import org.jspecify.annotations.NullMarked;
