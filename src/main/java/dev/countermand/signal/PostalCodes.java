package dev.countermand.signal;

import java.util.Locale;

/** Postal codes as they are compared. */
final class PostalCodes {

    private PostalCodes() {}

    /** {@code "sw1a 1aa"} and {@code "SW1A1AA"} are one postal code. */
    static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
