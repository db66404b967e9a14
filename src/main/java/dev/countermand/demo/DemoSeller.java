package dev.countermand.demo;

import java.util.List;

/**
 * A seller of the demo market.
 *
 * @param country where their parcels start
 * @param account their number with the carrier: six digits
 */
record DemoSeller(String id, Manner manner, Ships ships, String country, String account) {

    /** How they treat their buyers. */
    enum Manner {
        /** Ships within days. */
        HONEST,
        /** Ships, but late; some orders run out of time. */
        SLOW,
        /** Declares parcels that do not exist, most often against a cancellation request. */
        PRETENDER,
        /** Declares numbers that belong to somebody else's parcel. */
        COPIER;

        boolean dishonest() {
            return this == PRETENDER || this == COPIER;
        }
    }

    /** Whose parcels they use. */
    enum Ships {
        UPS,
        POST
    }

    /** The honest come first: the copier takes their numbers. */
    static final List<DemoSeller> ALL = List.of(
            new DemoSeller("seller-amber", Manner.HONEST, Ships.UPS, "DE", "482910"),
            new DemoSeller("seller-birch", Manner.HONEST, Ships.POST, "CN", "551702"),
            new DemoSeller("seller-cedar", Manner.HONEST, Ships.POST, "UA", "610034"),
            new DemoSeller("seller-dune", Manner.HONEST, Ships.UPS, "PL", "733518"),
            new DemoSeller("seller-elm", Manner.HONEST, Ships.POST, "CN", "284466"),
            new DemoSeller("seller-fjord", Manner.HONEST, Ships.UPS, "DE", "190027"),
            new DemoSeller("seller-glacier", Manner.SLOW, Ships.POST, "CN", "390815"),
            new DemoSeller("seller-moss", Manner.SLOW, Ships.POST, "UA", "847261"),
            new DemoSeller("seller-snail", Manner.SLOW, Ships.UPS, "PL", "905533"),
            new DemoSeller("seller-mirage", Manner.PRETENDER, Ships.POST, "CN", "773402"),
            new DemoSeller("seller-smoke", Manner.PRETENDER, Ships.UPS, "PL", "128844"),
            new DemoSeller("seller-echo", Manner.COPIER, Ships.UPS, "DE", "650391"));
}
