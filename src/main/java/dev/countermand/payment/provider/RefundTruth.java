package dev.countermand.payment.provider;

import dev.countermand.payment.provider.PaymentProvider.Progress;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a refund by all that its provider has ever said of it, asked or not. Nothing that was said is forgotten,
 * and nothing depends on the order: what is said first or last, once or twice, before or after a question comes to the
 * same. Money on its way never goes back to "pending"; a failure is for good with every provider, so it outweighs
 * whatever else was said. Of two times the earlier is kept, of two texts always the same one. Pure.
 *
 * @param sentAt when the money left, as far as anybody said so
 * @param bankReference by which the buyer's bank finds it
 * @param arrivedAt when it was with the buyer
 * @param declined why it was not done
 * @param failed why it came back
 */
public record RefundTruth(
        @Nullable Instant sentAt,
        @Nullable String bankReference,
        @Nullable Instant arrivedAt,
        @Nullable String declined,
        @Nullable String failed) {

    /** Nothing was said yet. */
    public static final RefundTruth NOTHING = new RefundTruth(null, null, null, null, null);

    public static RefundTruth of(Collection<? extends Progress> said) {
        RefundTruth truth = NOTHING;
        for (Progress each : said) {
            truth = truth.and(each);
        }
        return truth;
    }

    /** With one thing more that was said. */
    public RefundTruth and(Progress said) {
        return and(
                switch (said) {
                    case Progress.Pending ignored -> NOTHING;
                    case Progress.Sent sent -> new RefundTruth(sent.at(), sent.bankReference(), null, null, null);
                    case Progress.Arrived arrived -> new RefundTruth(arrived.sentAt(), null, arrived.at(), null, null);
                    case Progress.Declined no -> new RefundTruth(null, null, null, no.reason(), null);
                    case Progress.Failed back -> new RefundTruth(null, null, null, null, back.reason());
                });
    }

    /** All that was said to either. */
    public RefundTruth and(RefundTruth other) {
        return new RefundTruth(
                first(sentAt, other.sentAt),
                first(bankReference, other.bankReference),
                first(arrivedAt, other.arrivedAt),
                first(declined, other.declined),
                first(failed, other.failed));
    }

    /** What it comes to. */
    public Progress progress() {
        if (failed != null) {
            return new Progress.Failed(failed);
        }
        if (declined != null) {
            // Said of money that had left, it is money that came back.
            return sentAt == null ? new Progress.Declined(declined) : new Progress.Failed(declined);
        }
        if (sentAt == null) {
            return new Progress.Pending();
        }
        return arrivedAt == null ? new Progress.Sent(sentAt, bankReference) : new Progress.Arrived(sentAt, arrivedAt);
    }

    private static <T extends Comparable<T>> @Nullable T first(@Nullable T one, @Nullable T other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
