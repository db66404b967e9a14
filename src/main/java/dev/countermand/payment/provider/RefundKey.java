package dev.countermand.payment.provider;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under what a provider knows a refund of ours. A provider who has said no for good says it again for the same key, so
 * what a person lets them try once more (A20b) is another round, and news of one round say nothing of another.
 *
 * @param id of the refund
 * @param round from 0
 */
public record RefundKey(UUID id, int round) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:\\.([1-9]\\d{0,8}))?");

    /** As it is handed to providers: the id, and behind a point the round, if it is not the first. */
    public String text() {
        return round == 0 ? id.toString() : id + "." + round;
    }

    /** Empty for what no refund of ours was handed over under. */
    public static Optional<RefundKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String round = form.group(2);
        return Optional.of(new RefundKey(UUID.fromString(form.group(1)), round == null ? 0 : Integer.parseInt(round)));
    }
}
