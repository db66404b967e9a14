/**
 * Money that people move, or the marketplace's own systems: cash, bank transfers. Nobody is called; what goes back is a task
 * for a person.
 *
 * <p>Others use nothing of it: it is found by {@code PaymentProviders}.
 */
@NullMarked
package dev.countermand.payment.provider.offline;

import org.jspecify.annotations.NullMarked;
