package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.document.Suggestion;
import dev.countermand.kernel.BusinessDays;
import dev.countermand.kernel.Wait;
import dev.countermand.policy.calendar.PublicHolidays;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a market's rules as data (M1). Every figure of RULES.md that a decision compares with is read from
 * here; an order keeps the version under which it was placed.
 *
 * @param name what orders call their {@code market}: 2 to 40 of a-z, 0-9 and {@code -}
 * @param version from 1 to 999; a version that was in use never changes, another figure is another version (M1)
 * @param title what people read
 * @param language in which the market writes to its sellers (A27)
 * @param timeZone in which days begin and end
 * @param weekend days of every week that are no business days
 * @param calendar the country whose public holidays are no business days, such as {@code cn}, or a part of it, such as
 *     {@code de-by}; none: only {@code holidays} count
 * @param holidays dates that are no business days either
 * @param payment when the buyer pays
 * @param cancellation who may cancel, and until when
 * @param shipping what the seller has to do after payment
 * @param handOver what the buyer can do at the door or the post office
 * @param escrow when the seller gets the money
 * @param disputes how long buyer and seller may argue
 * @param withdrawalRight the law of distance selling; the layer {@code distance-selling} gives it
 * @param refunds how money goes back
 * @param fines what the seller pays who is to blame
 * @param sanctions the ladder of sanctions against sellers, and their appeals
 * @param liability from when on facts speak against a seller
 * @param review how long moderators take
 * @param detection when an order is frozen
 */
@RegisterForReflection
public record Policy(
        String name,
        int version,
        String title,
        Language language,
        ZoneId timeZone,
        Set<DayOfWeek> weekend,
        @Nullable String calendar,
        List<LocalDate> holidays,
        PaymentTerms payment,
        CancellationTerms cancellation,
        ShippingTerms shipping,
        HandOverTerms handOver,
        EscrowTerms escrow,
        DisputeTerms disputes,
        @Nullable WithdrawalRight withdrawalRight,
        RefundTerms refunds,
        Fines fines,
        SanctionTerms sanctions,
        LiabilityTerms liability,
        ReviewTerms review,
        Detection detection) {

    public Policy {
        if (!name.matches("[a-z][a-z0-9-]{1,39}(\\+[a-z][a-z0-9-]{1,39})?")) {
            throw new IllegalArgumentException(
                    "name must be 2 to 40 of a-z, 0-9 and '-', with a layer's behind a '+' if there is one");
        }
        positive(version, "version");
        given(language, "language");
        given(timeZone, "timeZone");
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("weekend must leave a day to work on");
        }
        if (calendar != null && PublicHolidays.of(calendar).isEmpty()) {
            throw new IllegalArgumentException(
                    "calendar must be a country whose public holidays are known, such as cn or de-by, or none, but is \""
                            + calendar + "\"" + Suggestion.of(calendar, PublicHolidays.codes()));
        }
        given(payment, "payment");
        given(cancellation, "cancellation");
        given(shipping, "shipping");
        given(handOver, "handOver");
        given(escrow, "escrow");
        given(disputes, "disputes");
        given(refunds, "refunds");
        given(fines, "fines");
        given(sanctions, "sanctions");
        given(liability, "liability");
        given(review, "review");
        given(detection, "detection");
        Contradictions.refuse(
                new Contradictions.Terms(cancellation, shipping, handOver, payment, disputes, review, detection),
                weekend);
    }

    /** How this market counts working days. */
    public BusinessDays businessDays() {
        BusinessDays.Calendar country = calendar == null
                ? BusinessDays.Calendar.NONE
                : PublicHolidays.of(calendar).orElseThrow();
        return new BusinessDays(timeZone, weekend, Set.copyOf(holidays), country);
    }

    /** The moment at which one of this policy's waiting times has passed. */
    public Instant after(Instant from, Wait wait) {
        return wait.after(from, businessDays());
    }

    /** The same without the law's layer, for goods that it excludes (D3). */
    public Policy withoutWithdrawalRight() {
        return withdrawalRight == null
                ? this
                : new Policy(
                        name,
                        version,
                        title,
                        language,
                        timeZone,
                        weekend,
                        calendar,
                        holidays,
                        payment,
                        cancellation,
                        shipping,
                        handOver,
                        escrow,
                        disputes,
                        null,
                        refunds,
                        fines,
                        sanctions,
                        liability,
                        review,
                        detection);
    }
}
