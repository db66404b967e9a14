package dev.countermand.tracking.event;

/**
 * What names a parcel: numbers of different carriers have nothing to do with each other.
 *
 * @param carrier whose number it is, which need not be the carrier that somebody named
 * @see TrackingNumbers#parcel
 */
public record ParcelNumber(String carrier, String trackingNumber) {}
