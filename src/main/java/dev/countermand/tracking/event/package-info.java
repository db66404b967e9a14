/**
 * What carriers tell of parcels, as it is stored; knows no order.
 *
 * <p>Others use {@link CarrierStatus}, {@link ParcelNumber}, {@link TrackingNumbers}, {@link CarrierEvent},
 * {@link CarrierEventStore}, {@link ParcelOfOrder}, {@link ParcelHistory}, {@link CarrierBatch},
 * {@link CarrierEventApi}, {@link EventResult}, {@link SentEvent}, {@link TrackingNumberApi}, {@link EventOutcome} and
 * {@link UnappliedEvents}.
 */
@NullMarked
package dev.countermand.tracking.event;

import org.jspecify.annotations.NullMarked;
