package dev.countermand.tracking.number;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a declared number says of itself, kept with the shipment so that nobody has to decode it again (F4, F6, F8).
 * Where several formats fit, only what all of them say is taken: nothing is guessed.
 */
public record NumberReading(
        boolean valid,
        boolean certain,
        boolean tracked,
        @Nullable String country,
        @Nullable String postalCode,
        @Nullable String shipperId) {

    private static final String COUNTRY = "destinationCountry";
    private static final String POSTAL_CODE = "destinationZip";
    private static final String SHIPPER = "shipperId";

    /** What a decoder's verdict says, in the words of the facts. */
    public static NumberReading of(DecodedNumber decoded) {
        List<FormatMatch> possible = decoded.matches().stream()
                .filter(match -> match.checkDigit() != CheckDigit.FAILED)
                .toList();
        boolean tracked = possible.isEmpty() || possible.stream().anyMatch(FormatMatch::tracked);
        return new NumberReading(
                decoded.valid(),
                decoded.certain(),
                tracked,
                part(possible, COUNTRY),
                part(possible, POSTAL_CODE),
                part(possible, SHIPPER));
    }

    private static @Nullable String part(List<FormatMatch> possible, String name) {
        List<String> said = possible.stream()
                .map(match -> match.parts().getOrDefault(name, ""))
                .distinct()
                .toList();
        return said.size() == 1 && !said.getFirst().isEmpty() ? said.getFirst() : null;
    }
}
