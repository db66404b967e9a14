/**
 * Sends the service what no well-meaning caller would, by the thousand: calls built from the published contract, of which
 * one or several things are then made wrong ({@code docs/security.md}). {@link dev.countermand.fuzz.FuzzIT} is the
 * command.
 */
@NullMarked
package dev.countermand.fuzz;

import org.jspecify.annotations.NullMarked;
