/**
 * What somebody owes for an order beside its price: costs, and how they are kept back from a refund (C3, D4, E2).
 *
 * <p>Others use {@link Charges}, {@link ChargeKind}, {@link Deduction} and {@link UnpaidPrice}.
 */
@NullMarked
package dev.countermand.payment.charge;

import org.jspecify.annotations.NullMarked;
