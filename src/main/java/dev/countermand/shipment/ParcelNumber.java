package dev.countermand.shipment;

/**
 * What names a parcel: numbers of different carriers have nothing to do with each other.
 *
 * @param trackingNumber as {@link TrackingNumbers#canonical} gives it
 */
public record ParcelNumber(String carrier, String trackingNumber) {}
