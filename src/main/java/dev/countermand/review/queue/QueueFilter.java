package dev.countermand.review.queue;

import dev.countermand.detector.Detectors;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.kernel.Refusal;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.CaseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases, and in which order: what a query asks for, and what a saved view keeps. All of it has to hold; what is null or
 * empty narrows nothing. Everybody who may see cases may see all of them.
 *
 * @param statuses any of these
 * @param assignee a moderator's id, {@link #ME} or {@link #NOBODY}
 * @param reasons any of these
 * @param signals codes of detectors (F), any of which stands against the order
 * @param minAmount in minor units of the currency, which must be given with it
 * @param dueBefore this moment excluded
 * @param overdue whether it was due and is not decided (P7)
 * @param text what to look for: an id, a tracking number, or words of notes, statements and demands
 */
@RegisterForReflection
record QueueFilter(
        Set<CaseStatus> statuses,
        @Nullable String assignee,
        @Nullable String sellerId,
        @Nullable String buyerId,
        @Nullable String orderId,
        @Nullable String market,
        Set<CaseReason> reasons,
        Set<String> signals,
        @Nullable Integer minScore,
        @Nullable String currency,
        @Nullable Long minAmount,
        @Nullable Long maxAmount,
        @Nullable Instant dueBefore,
        @Nullable Boolean overdue,
        @Nullable String text,
        QueueSort sort) {

    /** Every case there is, the most pressing first. */
    static final QueueFilter ALL = new QueueFilter(
            Set.of(),
            null,
            null,
            null,
            null,
            null,
            Set.of(),
            Set.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            QueueSort.PRIORITY);

    /** Whoever reads it: the same view is each moderator's own. */
    static final String ME = "me";

    /** Of cases that nobody works on. */
    static final String NOBODY = "nobody";

    QueueFilter {
        statuses = Set.copyOf(statuses);
        reasons = Set.copyOf(reasons);
        signals = Set.copyOf(signals);
        signals.forEach(code -> {
            if (Detectors.of(code).isEmpty()) {
                throw Refusal.invalid("signal", "must be codes of detectors, such as NO_CARRIER_MOVEMENT")
                        .asException();
            }
        });
        if (currency == null && (minAmount != null || maxAmount != null || sort == QueueSort.AMOUNT)) {
            throw Refusal.invalid("currency", "must be given: amounts of several currencies have no order")
                    .asException();
        }
    }

    /** An amount in the currency of the filter, in minor units; refuses one without a currency, and one that is none. */
    static @Nullable Long minor(String field, @Nullable String amount, @Nullable String currency) {
        if (amount == null) {
            return null;
        }
        if (currency == null) {
            throw Refusal.invalid("currency", "must be given with " + field).asException();
        }
        return Money.read(field, amount, known(currency)).minor();
    }

    static Currency known(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("currency", "must be a code of ISO 4217").asException();
        }
    }

    /** The amount as the contract writes it. */
    @Nullable
    String amount(@Nullable Long minor) {
        return minor == null || currency == null ? null : new Money(minor, known(currency)).text();
    }
}
