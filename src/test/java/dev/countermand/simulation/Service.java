package dev.countermand.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** What parcels are sent with: a carrier of the catalogue and one of its formats. */
enum Service {
    UPS("ups", true),
    USPS("usps", true),
    FEDEX("fedex", true),
    DPD("dpd", true),
    DHL_EXPRESS("dhl", true),
    DHL_ECOMMERCE("dhl", false),
    POST_REGISTERED("s10", true),
    POST_SMALL_PACKET("s10", true),
    YUNEXPRESS("yunexpress", false);

    /** Sellers of a country and what they use. The shares are a guess; hold-out and tuning set differ in it. */
    static final Map<String, Map<Service, Double>> USED_IN = Map.of(
            "CN",
            Shares.of(POST_REGISTERED, 40, POST_SMALL_PACKET, 15, YUNEXPRESS, 30, DHL_ECOMMERCE, 15),
            "DE",
            Shares.of(DPD, 40, UPS, 30, DHL_EXPRESS, 15, POST_REGISTERED, 15),
            "PL",
            Shares.of(DPD, 45, UPS, 25, POST_REGISTERED, 30),
            "FR",
            Shares.of(DPD, 35, UPS, 25, DHL_EXPRESS, 15, POST_REGISTERED, 25),
            "US",
            Shares.of(USPS, 50, UPS, 28, FEDEX, 22));

    final String carrier;
    /** Whether its numbers have a check digit. */
    final boolean checked;

    Service(String carrier, boolean checked) {
        this.carrier = carrier;
        this.checked = checked;
    }

    /** One of these that goes to a country. */
    static Service going(Map<Service, Double> used, String country, Dice dice) {
        Map<Service, Double> possible = new LinkedHashMap<>(used);
        possible.keySet().removeIf(service -> !service.goesTo(country));
        return dice.one(possible);
    }

    /** One of these whose parcels are scanned. */
    static Service scanned(Map<Service, Double> used, String country, Dice dice) {
        Map<Service, Double> possible = new LinkedHashMap<>(used);
        possible.keySet().removeIf(service -> !service.tracked() || !service.goesTo(country));
        return dice.one(possible);
    }

    private boolean goesTo(String country) {
        return switch (this) {
            case USPS, FEDEX -> country.equals("US");
            case DPD -> !country.equals("US");
            case UPS, DHL_EXPRESS, DHL_ECOMMERCE, POST_REGISTERED, POST_SMALL_PACKET, YUNEXPRESS -> true;
        };
    }

    boolean tracked() {
        return this != POST_SMALL_PACKET;
    }
}
