package dev.countermand.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A currency of ISO 4217. Java's own class knows codes that were withdrawn decades ago and cannot tell them from those in
 * force, and does not know all of these; so the list of those in force is kept in {@code currencies/iso-4217.txt}.
 *
 * @param code three capital letters
 * @param digits behind the point
 */
public record Currency(String code, int digits) {

    private static final String LIST = "/currencies/iso-4217.txt";

    private static final Map<String, Currency> IN_FORCE = read();

    /** What something can be priced in now; empty for what was withdrawn, for metals and for units of account. */
    public static Optional<Currency> inForce(String code) {
        return Optional.ofNullable(IN_FORCE.get(code));
    }

    /**
     * Any currency, also one that was withdrawn since an order was placed in it.
     *
     * @throws IllegalArgumentException when there never was one of this code
     */
    public static Currency getInstance(String code) {
        return inForce(code).orElseGet(() -> {
            java.util.Currency old = java.util.Currency.getInstance(code);
            if (old.getDefaultFractionDigits() < 0) {
                throw new IllegalArgumentException("no money: " + code);
            }
            return new Currency(code, old.getDefaultFractionDigits());
        });
    }

    public String getCurrencyCode() {
        return code;
    }

    public int getDefaultFractionDigits() {
        return digits;
    }

    @Override
    public String toString() {
        return code;
    }

    private static Map<String, Currency> read() {
        try (InputStream list = Objects.requireNonNull(Currency.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> new Currency(line.substring(0, 3), Integer.parseInt(line.substring(4))))
                    .collect(Collectors.toUnmodifiableMap(Currency::code, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
