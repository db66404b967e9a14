package dev.countermand.payment.refund;

import dev.countermand.kernel.Spoken;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the buyer reads of a refund: true in each status, and no promise where nobody can make it (A20b, A21, A22). Pure. */
public final class RefundWords {

    /**
     * What is known of it.
     *
     * @param amount in words
     * @param to the latest day on which it is expected
     * @param how a person has paid it, with the reference where there is one
     * @param because why it will not be paid
     * @param byTheBank the bank has given the same money back
     */
    public record Known(
            RefundStatus status,
            String amount,
            @Nullable Instant sentAt,
            @Nullable Instant to,
            @Nullable Instant arrivedAt,
            @Nullable String how,
            @Nullable String because,
            boolean byTheBank) {}

    private RefundWords() {}

    /** One or two sentences. */
    public static String of(Known refund, ZoneId zone) {
        return refund.amount() + " "
                + switch (refund.status()) {
                    case REQUESTED, SUBMITTED ->
                        "go back to what was paid with. They are not sent yet." + expected(refund, zone);
                    case FAILED -> "go back to what was paid with. An attempt did not succeed, and it is tried again.";
                    case SENT ->
                        "were sent back" + on(refund.sentAt(), zone) + "." + expected(refund, zone)
                                + " If they do not come, we look into it by ourselves (A22).";
                    case ARRIVED -> "came back" + on(refund.arrivedAt(), zone) + ".";
                    case ESCALATED ->
                        refund.sentAt() == null
                                ? "are still owed: they have not been sent, or came back. Our support looks into it, and nobody"
                                        + " has to ask for it again (A20b)."
                                : "were sent back" + on(refund.sentAt(), zone)
                                        + ", and nobody has confirmed yet that they"
                                        + " arrived. Our support looks into it, and nobody has to ask for it again (A22).";
                    case SETTLED ->
                        "were paid in another way" + (refund.how() == null ? "" : ": " + refund.how()) + " (A20b).";
                    case CLOSED ->
                        refund.byTheBank()
                                ? "were given back by the bank already, so they are not sent a second time (A20a)."
                                : "are not paid" + (refund.because() == null ? "" : ": " + refund.because())
                                        + " (A20b).";
                };
    }

    private static String on(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : " on " + Spoken.at(at, zone);
    }

    private static String expected(Known refund, ZoneId zone) {
        Instant to = refund.to();
        return to == null ? "" : " They are expected by " + Spoken.at(to, zone) + " (A21).";
    }
}
