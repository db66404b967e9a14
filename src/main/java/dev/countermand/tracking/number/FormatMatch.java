package dev.countermand.tracking.number;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One way to read a tracking number: a format whose pattern fits it wholly.
 *
 * <p>The parts come in the order of the number, then what the catalogue's tables explain of them. Their names are the
 * catalogue's; those that rules use:
 *
 * <ul>
 *   <li>{@code shipperId}: the account the label was made under (F8);
 *   <li>{@code destinationZip}, {@code destinationCountry} (ISO 3166, two letters): where the parcel goes (F6). The
 *       postal code is as printed: DPD fills it up to seven digits with zeros on the left;
 *   <li>{@code countryCode}: as printed. In S10 it is the country of <em>issue</em>, so it says nothing for F6.
 * </ul>
 *
 * @param carrier the carrier's code in the catalogue
 * @param format the format's name within the carrier
 * @param checkDigit whether the check digit holds for this format
 * @param tracked false for a service whose parcels nobody scans (F1)
 * @param parts what the number says about itself, by name; without the parts this number leaves out
 */
public record FormatMatch(
        String carrier, String format, CheckDigit checkDigit, boolean tracked, SequencedMap<String, String> parts) {

    public FormatMatch {
        parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
    }
}
