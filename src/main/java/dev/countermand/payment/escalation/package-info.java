/**
 * What people do about refunds that no provider could make (A20b).
 *
 * <p>Others use {@link RefundActKind} and {@link RefundActs}.
 */
@NullMarked
package dev.countermand.payment.escalation;

import org.jspecify.annotations.NullMarked;
