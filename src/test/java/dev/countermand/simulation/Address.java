package dev.countermand.simulation;

/** Where an order goes. */
record Address(String country, String postalCode) {

    /** The region inside a country: carriers and posts number their regions by the first two digits. */
    String region() {
        return country + postalCode.substring(0, 2);
    }
}
