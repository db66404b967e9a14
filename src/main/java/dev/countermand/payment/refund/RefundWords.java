package dev.countermand.payment.refund;

import dev.countermand.kernel.Spoken;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the buyer reads of a refund: true in each status, and no promise where nobody can make it (A20b, A21, A22). Pure. */
public final class RefundWords {

    /**
     * What is known of it.
     *
     * @param amount in words
     * @param sentAt when it was sent, be it before a person had it tried once more; null where it was not, or came back
     * @param to the latest day on which it is expected
     * @param bank how long banks take and when we look into it, where the market is at hand
     * @param how a person has paid it, with the reference where there is one
     * @param because why it will not be paid
     * @param byTheBank the bank has given the same money back
     */
    public record Known(
            RefundStatus status,
            String amount,
            @Nullable Instant sentAt,
            @Nullable Instant to,
            @Nullable Bank bank,
            @Nullable Instant arrivedAt,
            @Nullable String how,
            @Nullable String because,
            boolean byTheBank) {}

    /**
     * What a market says of what was sent (A21, A22).
     *
     * @param from business days that banks take at least
     * @param to and at most
     * @param lookedInto when we look into it by ourselves
     */
    public record Bank(int from, int to, Instant lookedInto) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private RefundWords() {}

    /** One or two sentences. */
    public static String of(Known refund, ZoneId zone) {
        return refund.amount() + " " + (isTriedAgain(refund) ? triedAgain(refund, zone) : words(refund, zone));
    }

    /** A22: it was sent, and a person has had it tried once more, which takes nothing of that back. */
    private static boolean isTriedAgain(Known refund) {
        return switch (refund.status()) {
            case REQUESTED, SUBMITTED, FAILED -> refund.sentAt() != null;
            case SENT, ARRIVED, ESCALATED, SETTLED, CLOSED -> false;
        };
    }

    private static String triedAgain(Known refund, ZoneId zone) {
        return "were sent back" + onDay(refund.sentAt(), zone)
                + ", and nobody has confirmed yet that they arrived. Our support"
                + " has asked for them once more, and nobody has to ask for it again (A22).";
    }

    private static String words(Known refund, ZoneId zone) {
        return switch (refund.status()) {
            case REQUESTED, SUBMITTED ->
                "go back to what was paid with. They are not sent yet." + expected(refund, zone);
            case FAILED -> "go back to what was paid with. An attempt did not succeed, and it is tried again.";
            case SENT -> "were sent back" + onDay(refund.sentAt(), zone) + "." + underWay(refund, zone);
            case ARRIVED -> "came back" + on(refund.arrivedAt(), zone) + ".";
            case ESCALATED ->
                refund.sentAt() == null
                        ? "are still owed: they have not been sent, or came back. Our support looks into it, and nobody"
                                + " has to ask for it again (A20b)."
                        : "were sent back" + onDay(refund.sentAt(), zone)
                                + ", and nobody has confirmed yet that they"
                                + " arrived. Our support looks into it, and nobody has to ask for it again (A22).";
            case SETTLED -> "were paid in another way" + (refund.how() == null ? "" : ": " + refund.how()) + " (A20b).";
            case CLOSED ->
                refund.sentAt() == null
                        ? closed(refund)
                        : "were sent back" + onDay(refund.sentAt(), zone)
                                + " all the same, although they were not to be paid any more (A20b).";
        };
    }

    private static String closed(Known refund) {
        return refund.byTheBank()
                ? "were given back by the bank already, so they are not sent a second time (A20a)."
                : "are not paid" + (refund.because() == null ? "" : ": " + refund.because()) + " (A20b).";
    }

    private static String underWay(Known refund, ZoneId zone) {
        Bank bank = refund.bank();
        if (bank == null) {
            return expected(refund, zone) + " If they do not come, we look into it by ourselves (A22).";
        }
        return " Banks take " + (bank.from() == bank.to() ? "" : bank.from() + " to ") + Spoken.businessDays(bank.to())
                + " (A21); if they are not there by " + day(bank.lookedInto(), zone)
                + ", we look into it by ourselves (A22).";
    }

    /** {@code 3 March 2026}, as people say it. */
    private static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    private static String onDay(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : " on " + day(at, zone);
    }

    private static String on(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : " on " + Spoken.at(at, zone);
    }

    private static String expected(Known refund, ZoneId zone) {
        Instant to = refund.to();
        return to == null ? "" : " They are expected by " + Spoken.at(to, zone) + " (A21).";
    }
}
