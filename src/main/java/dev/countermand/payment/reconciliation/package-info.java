/**
 * Our books beside those of a payment provider: refunds and captures of a time, compared one by one, and what differs.
 *
 * <p>Others use nothing of it.
 */
@NullMarked
package dev.countermand.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
