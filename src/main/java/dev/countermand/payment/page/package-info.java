/**
 * What is asked and answered about money over HTTP (A23).
 *
 * <p>Others use {@link AccountsView}, {@link ChargebackApi}, {@link Grant}, {@link PaymentApi} and {@link RefundApi}.
 */
@NullMarked
package dev.countermand.payment.page;

import org.jspecify.annotations.NullMarked;
