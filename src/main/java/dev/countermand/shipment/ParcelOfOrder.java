package dev.countermand.shipment;

/** An order that a parcel belongs to. */
public record ParcelOfOrder(String orderId, ParcelNumber number) {}
