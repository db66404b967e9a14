/** Disputes after shipment (A15, A19). Others use {@code DisputeEnds}, {@code DisputeRulings}, {@code GoodsReturn}. */
@NullMarked
package dev.countermand.dispute;

import org.jspecify.annotations.NullMarked;
