package dev.countermand.detector;

import java.util.Locale;

/** Postal codes as they are compared. */
public final class PostalCodes {

    private PostalCodes() {}

    /** {@code "sw1a 1aa"} and {@code "SW1A1AA"} are one postal code. */
    public static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
