/**
 * Disputes after shipment (A15, A19).
 *
 * <p>Others use {@link DisputeApi}, {@link DisputeEnds}, {@link DisputeReader}, {@link DisputeReplies},
 * {@link DisputeRequests}, {@link DisputeRulings}, {@link DisputeStore}, {@link DisputeViews}, {@link Disputes},
 * {@link Escalations}, {@link GoodsReturn}, {@link NoTracking} and {@link ReturnsByLaw}.
 */
@NullMarked
package dev.countermand.dispute;

import org.jspecify.annotations.NullMarked;
