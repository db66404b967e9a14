/**
 * News of payment providers: taken in by HTTP, and worked off, each in the transaction of its order.
 *
 * <p>Others use nothing of it.
 */
@NullMarked
package dev.countermand.payment.webhook;

import org.jspecify.annotations.NullMarked;
