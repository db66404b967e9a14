package dev.countermand.tracking.number;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a tracking number can be, from the number alone. Takes any text: whatever a seller types in is either a
 * number of the catalogue or harmless. Safe to share between threads.
 */
public final class TrackingNumberDecoder {

    /** The longest number read, in characters without blanks and hyphens; the longest format of the catalogue has 41. */
    public static final int MAX_LENGTH = 64;

    private static final char UNREADABLE = '\uFFFD';

    private final Carriers carriers;

    /** A decoder of the catalogue given. */
    public TrackingNumberDecoder(Carriers carriers) {
        this.carriers = carriers;
    }

    /**
     * Reads a number in every format of a carrier, or of all carriers when none is given.
     *
     * <p>It is valid when a format fits it wholly and that format's check digit holds, or it has none. The verdict is
     * <em>not</em> certain when it is valid only by formats without a check digit, which invented numbers fit as well,
     * and when the carrier is not in the catalogue, which then says nothing against the number. F4 must not accuse on
     * an uncertain verdict.
     *
     * @param number as typed; white space, hyphens and invisible characters are dropped, letters taken in upper case
     * @param carrierCode the carrier declared, one of {@link Carriers#codes()}
     */
    public DecodedNumber decode(String number, @Nullable String carrierCode) {
        String canonical = readable(number);
        boolean known = carrierCode == null || carriers.isKnown(carrierCode);
        if (canonical.length() > MAX_LENGTH) {
            return new DecodedNumber(shortened(canonical), false, known, List.of());
        }
        List<FormatMatch> matches = carriers.formats(carrierCode).stream()
                .map(format -> format.match(canonical))
                .flatMap(Optional::stream)
                .toList();
        boolean held = matches.stream().anyMatch(match -> match.checkDigit() == CheckDigit.HELD);
        boolean guessed = matches.stream().anyMatch(match -> match.checkDigit() == CheckDigit.NONE);
        return new DecodedNumber(canonical, held || guessed, known && (held || !guessed), matches);
    }

    /** A number as {@link #decode} tells it, without reading it: for comparing and keeping. */
    public static String canonical(String number) {
        String readable = readable(number);
        return readable.length() > MAX_LENGTH ? shortened(readable) : readable;
    }

    // At most two characters more than MAX_LENGTH are kept, enough to see that a number is too long.
    private static String readable(String number) {
        StringBuilder kept = new StringBuilder(MAX_LENGTH);
        int next = 0;
        while (next < number.length() && kept.length() <= MAX_LENGTH) {
            int c = number.codePointAt(next);
            next += Character.charCount(c);
            switch (Character.getType(c)) {
                // Pasted from web pages and scanners: invisible, and never part of a number.
                case Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.FORMAT -> {}
                // Only how a number is written: some carriers print them, others do not.
                case Character.DASH_PUNCTUATION -> {}
                // Half a character, or NUL and its like: could be neither stored nor written as JSON.
                case Character.SURROGATE -> kept.append(UNREADABLE);
                case Character.CONTROL -> {
                    if (!Character.isWhitespace(c)) {
                        kept.append(UNREADABLE);
                    }
                }
                // Only ASCII: other alphabets have letters whose upper case is another number of letters.
                default -> kept.appendCodePoint(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
            }
        }
        return kept.toString();
    }

    private static String shortened(String tooLong) {
        boolean splits = Character.isHighSurrogate(tooLong.charAt(MAX_LENGTH - 1));
        return tooLong.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
