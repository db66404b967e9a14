/**
 * A provider that moves no money, and that payments steer by their references: slow, failing, silent, twice, back again. It
 * counts what it is handed in a table of its own, so that one can ask it whether each refund was sent once.
 *
 * <p>Others use nothing of it: it is found by {@code PaymentProviders}.
 */
@NullMarked
package dev.countermand.payment.provider.sandbox;

import org.jspecify.annotations.NullMarked;
