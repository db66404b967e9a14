/**
 * Standing of a seller: fines, points, sanctions.
 *
 * <p>Others use {@link SellerRecord} and {@link EntryKind}.
 */
@NullMarked
package dev.countermand.seller;

import org.jspecify.annotations.NullMarked;
