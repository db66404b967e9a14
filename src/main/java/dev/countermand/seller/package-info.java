/**
 * Sellers' records: fines, points, and the ladder of sanctions with its appeals (A24, A27).
 *
 * <p>Others use {@link AppealStatus}, {@link Appeals}, {@link EntryKind}, {@link Fact}, {@link Ladder}, {@link Sanction},
 * {@link SanctionReader}, {@link SanctionStatus}, {@link Sanctions}, {@link SellerReader}, {@link SellerRecord} and
 * {@link SellingGate}.
 */
@NullMarked
package dev.countermand.seller;

import org.jspecify.annotations.NullMarked;
