/**
 * What the bank takes back of a payment (A20a): how it is told, and what has become of it.
 *
 * <p>Others use {@link Chargebacks} and {@link ChargebackState}.
 */
@NullMarked
package dev.countermand.payment.chargeback;

import org.jspecify.annotations.NullMarked;
