package dev.countermand.tracking.number;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One format of a carrier's tracking numbers.
 *
 * @param carrier the carrier's code
 * @param name identifies the format within the carrier
 * @param pattern the whole number, in canonical form
 * @param parts the pattern's named groups, in the order of the number
 * @param rule the check-digit rule, or null for a carrier that has none
 * @param untracked numbers of services whose parcels nobody scans, or null where there are none
 * @param lookups which parts are explained by a table
 */
record NumberFormat(
        String carrier,
        String name,
        Pattern pattern,
        List<String> parts,
        @Nullable CheckDigitRule rule,
        @Nullable Pattern untracked,
        List<Lookup> lookups) {

    /** The part the check digit is computed from. */
    static final String SERIAL_NUMBER = "serialNumber";

    /** The part that is the check digit. */
    static final String CHECK_DIGIT = "checkDigit";

    /**
     * A part and the table that explains it.
     *
     * @param required whether a code unknown to the table means that the number is none of this format
     */
    record Lookup(String part, CodeTable table, boolean required) {}

    NumberFormat {
        parts = List.copyOf(parts);
        lookups = List.copyOf(lookups);
    }

    /** Reads the number in this format; empty when the pattern does not fit or a required code is unknown. */
    Optional<FormatMatch> match(String number) {
        Matcher matcher = pattern.matcher(number);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        SequencedMap<String, String> found = new LinkedHashMap<>();
        for (String part : parts) {
            String value = matcher.group(part);
            if (value != null) {
                found.put(part, value);
            }
        }
        for (Lookup lookup : lookups) {
            if (!explain(lookup, found) && lookup.required()) {
                return Optional.empty();
            }
        }
        return Optional.of(new FormatMatch(carrier, name, verdict(found), tracked(number), found));
    }

    private boolean tracked(String number) {
        return untracked == null || !untracked.matcher(number).matches();
    }

    private static boolean explain(Lookup lookup, Map<String, String> found) {
        String code = found.get(lookup.part());
        List<String> row = code == null ? List.of() : lookup.table().row(code);
        for (int i = 0; i < row.size(); i++) {
            found.put(lookup.table().columns().get(i), row.get(i));
        }
        return !row.isEmpty();
    }

    private CheckDigit verdict(Map<String, String> found) {
        if (rule == null) {
            return CheckDigit.NONE;
        }
        String serial = found.get(SERIAL_NUMBER);
        String digit = found.get(CHECK_DIGIT);
        return serial != null && digit != null && rule.holds(serial, digit) ? CheckDigit.HELD : CheckDigit.FAILED;
    }
}
