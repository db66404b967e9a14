package dev.countermand.policy;

/** Who brings the goods. */
public enum DeliveredBy {
    /** A carrier, whose scans are the truth about a shipment. */
    CARRIER,
    /** The shop's own couriers (E1). */
    OWN,
    /** The post, which keeps parcels until they are fetched (C2). */
    POST
}
