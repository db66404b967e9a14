package dev.countermand.review.state;

import dev.countermand.kernel.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What an amount is about worth, in euros, so that cases in different currencies can stand in one queue. Good for an order
 * among them, and for when a second person looks: no money is ever paid, booked or refused by it.
 */
public final class RoughWorth {

    private static final String LIST = "/currencies/rough-worth.txt";

    private static final Map<String, Double> A_EURO_IS = read();

    private RoughWorth() {}

    /** In euros; of a currency that is not in force any more, as if it were euros. */
    public static double inEuros(Money amount) {
        double units = amount.minor() / Math.pow(10, amount.currency().digits());
        return units / A_EURO_IS.getOrDefault(amount.currency().code(), 1.0);
    }

    /** Whether there is a figure for a currency. */
    static boolean knows(String code) {
        return A_EURO_IS.containsKey(code);
    }

    private static Map<String, Double> read() {
        try (InputStream list = Objects.requireNonNull(RoughWorth.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableMap(
                            line -> line.substring(0, 3), line -> Double.valueOf(line.substring(4))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
