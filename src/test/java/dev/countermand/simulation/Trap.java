package dev.countermand.simulation;

/** What makes an honest order look like fraud: the hard negatives. */
enum Trap {
    DECLARED_BEFORE_POSTING("declared days before posting"),
    POSTED_LATE("posted a week after the declaration"),
    DECLARED_AFTER_POSTING("declared days after posting"),
    MISSED_FIRST_SCAN("first scan missed"),
    SCANNED_ON_ARRIVAL_ONLY("first scan in the buyer's country"),
    CARRIER_OUTAGE("carrier's outage"),
    UNTRACKED("unregistered small packet"),
    PICKUP_POINT("delivered to a pickup point"),
    REDIRECTED("redirected by the buyer"),
    FORWARDED("handed to a forwarder"),
    BORDER_HUB("first scan behind the border"),
    DROPSHIPPED("shipped by somebody elsewhere"),
    FULFILMENT_HOUSE("shipper account of a fulfilment house"),
    SHARED_PARCEL("one parcel for several orders"),
    HOUSEHOLD("one parcel for two buyers of a household"),
    RECYCLED_NUMBER("number had an earlier life"),
    CLOCK_SKEW("carrier's clock is wrong"),
    TIME_ZONE("carrier mistakes the time zone"),
    MISTYPED("mistyped number"),
    MISTYPED_AND_CORRECTED("mistyped number, declared again"),
    UNKNOWN_FORMAT("number of a format nobody knows"),
    REQUEST_MET("request just before an honest shipment"),
    FALSE_REPORT("buyer reports pressure falsely"),
    SHARED_RECEIPT("one receipt for several parcels"),
    NUMBER_STOLEN("number copied by a dodger"),
    PLACED_AGAIN("order replaced after posting"),
    SAME_DAY("delivered within hours");

    final String words;

    Trap(String words) {
        this.words = words;
    }
}
