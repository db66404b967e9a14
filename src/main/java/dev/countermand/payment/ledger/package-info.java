/**
 * The ledger: every movement of an order's money, from one account to another (A18, A20, A24). {@link Account} says who
 * holds what, {@link Cause} what moves it; docs/money.md is made of the two.
 *
 * <p>Others use {@link Ledger}, {@link Account}, {@link Accounts} and {@link Debtor}.
 */
@NullMarked
package dev.countermand.payment.ledger;

import org.jspecify.annotations.NullMarked;
