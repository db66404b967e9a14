/**
 * A seller's account, read from the ledger, and what the marketplace's own systems have paid out of it (A18, A24).
 *
 * <p>Others use nothing of it.
 */
@NullMarked
package dev.countermand.seller.account;

import org.jspecify.annotations.NullMarked;
