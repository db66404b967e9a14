/** Payments, refunds, the ledger, and the providers that move money. */
@NullMarked
package dev.countermand.payment;

import org.jspecify.annotations.NullMarked;
