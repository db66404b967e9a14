package dev.countermand.tracking.number;

import java.util.List;

/**
 * The decoder's verdict on a tracking number (F4). Several matches are several possible readings: none is preferred.
 *
 * @param number the number in its canonical form: without white space and hyphens, letters in upper case, and of what is
 *     too long to be a number only the first {@value TrackingNumberDecoder#MAX_LENGTH} characters
 * @param valid whether some format fits it wholly and no check digit of that format speaks against it
 * @param certain whether the verdict is more than a guess; see {@link TrackingNumberDecoder#decode}
 * @param matches every format that fits it wholly, also those whose check digit fails
 */
public record DecodedNumber(String number, boolean valid, boolean certain, List<FormatMatch> matches) {

    public DecodedNumber {
        matches = List.copyOf(matches);
    }
}
