package dev.countermand.policy;

import dev.countermand.document.Suggestion;
import dev.countermand.kernel.BusinessDays;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of a market's rules as data (M1). Every figure of RULES.md that a decision compares with is read from
 * here; an order keeps the version under which it was placed.
 */
@RegisterForReflection
public record Policy(
        String name,
        int version,
        String title,
        ZoneId timeZone,
        Set<DayOfWeek> weekend,
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
        LiabilityTerms liability,
        ReviewTerms review,
        Detection detection) {

    /** Longer is a slip of the pen: no rule waits for years. */
    static final int MOST_YEARS = 10;

    /** Business days are counted one by one; longer is a slip, too. */
    static final int MOST_BUSINESS_DAYS = 60;

    public Policy {
        if (!name.matches("[a-z][a-z0-9-]{1,39}(\\+[a-z][a-z0-9-]{1,39})?")) {
            throw new IllegalArgumentException(
                    "name must be 2 to 40 of a-z, 0-9 and '-', with a layer's behind a '+' if there is one");
        }
        positive(version, "version");
        given(timeZone, "timeZone");
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("weekend must leave a day to work on");
        }
        given(payment, "payment");
        given(cancellation, "cancellation");
        given(shipping, "shipping");
        given(handOver, "handOver");
        given(escrow, "escrow");
        given(disputes, "disputes");
        given(refunds, "refunds");
        given(fines, "fines");
        given(liability, "liability");
        given(review, "review");
        given(detection, "detection");
    }

    /** How this market counts working days. */
    public BusinessDays businessDays() {
        return new BusinessDays(timeZone, weekend, Set.copyOf(holidays));
    }

    /** The same without the law's layer, for goods that it excludes (D3). */
    public Policy withoutWithdrawalRight() {
        return withdrawalRight == null
                ? this
                : new Policy(
                        name,
                        version,
                        title,
                        timeZone,
                        weekend,
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
                        liability,
                        review,
                        detection);
    }

    /**
     * A1, A3, C1, L1.
     *
     * @param due when the buyer pays; ON_DELIVERY: the seller prepares the order without having been paid
     */
    @RegisterForReflection
    public record PaymentTerms(PaymentDue due, Duration closeUnpaidAfter, Duration verificationAtMost) {
        public PaymentTerms {
            given(due, "due");
            positive(closeUnpaidAfter, "closeUnpaidAfter");
            positive(verificationAtMost, "verificationAtMost");
        }
    }

    /**
     * A4 to A6, A8, A10, A11, C1, E1, E2, L2.
     *
     * @param consent whose agreement a paid order needs; NONE: the buyer alone decides
     * @param until up to when the buyer can cancel
     * @param requestWindow how long after payment a request is taken; null: as long as {@code until} says
     * @param approveAfterSilence when a silent seller has consented; null: never
     * @param shippingFee how it follows when only some units go
     * @param incurredShipping what becomes of it once the goods are on their way
     */
    @RegisterForReflection
    public record CancellationTerms(
            Consent consent,
            LastMoment until,
            @Nullable Duration requestWindow,
            @Nullable Duration approveAfterSilence,
            ShippingFeeRule shippingFee,
            IncurredShipping incurredShipping,
            List<ReasonTerms> reasons) {
        public CancellationTerms {
            given(consent, "consent");
            given(until, "until");
            given(shippingFee, "shippingFee");
            given(incurredShipping, "incurredShipping");
            if (requestWindow != null) {
                positive(requestWindow, "requestWindow");
                if (consent == Consent.NONE) {
                    throw new IllegalArgumentException(
                            "requestWindow must be none: with consent NONE nobody is requested");
                }
            }
            if (approveAfterSilence != null) {
                positive(approveAfterSilence, "approveAfterSilence");
            }
            reasons = List.copyOf(reasons);
            long distinct = reasons.stream().map(ReasonTerms::code).distinct().count();
            if (reasons.isEmpty() || distinct != reasons.size()) {
                throw new IllegalArgumentException("reasons must be there, each once");
            }
        }

        /** The terms of a reason, if this market knows it. */
        public Optional<ReasonTerms> reason(Reason code) {
            return reasons.stream().filter(terms -> terms.code() == code).findFirst();
        }
    }

    /** A reason a buyer may give, and who is to blame by default (A11). */
    @RegisterForReflection
    public record ReasonTerms(Reason code, Liability liability) {}

    /**
     * A9, A13, A15.
     *
     * @param deliveredBy OWN: the shop's own couriers, of whom no carrier tells anything
     * @param scanBeforeOrder F5: a scan from longer before the order than this is another parcel's
     */
    @RegisterForReflection
    public record ShippingTerms(
            DeliveredBy deliveredBy,
            Duration processingTime,
            int contestedBusinessDays,
            Duration noTrackingDisputeAfter,
            Duration scanBeforeOrder) {
        public ShippingTerms {
            given(deliveredBy, "deliveredBy");
            positive(scanBeforeOrder, "scanBeforeOrder");
            positive(processingTime, "processingTime");
            countable(contestedBusinessDays, "contestedBusinessDays");
            positive(noTrackingDisputeAfter, "noTrackingDisputeAfter");
        }
    }

    /**
     * L2, C2, C3: what the buyer can do when the goods are handed over.
     *
     * @param refusal whether he can refuse them then: all of them, or also some
     * @param storagePeriod how long the post keeps a parcel that nobody fetches; null: it is not kept
     * @param refusalCosts who bears the delivery costs of what was refused or not fetched
     */
    @RegisterForReflection
    public record HandOverTerms(
            DoorRefusal refusal, @Nullable Period storagePeriod, BornBy refusalCosts) {
        public HandOverTerms {
            given(refusal, "refusal");
            given(refusalCosts, "refusalCosts");
            if (storagePeriod != null) {
                positive(storagePeriod, "storagePeriod");
            }
        }
    }

    /**
     * A15, A16, A19.
     *
     * @param agreeWithin when buyer and seller have not agreed by then, the administration decides
     * @param evidenceWithin how long the seller has for evidence that was demanded
     * @param returnWithin how long the buyer has to send the goods back after it was agreed
     * @param returnShippingPaidBy who pays for it; always the seller when the goods are not as described
     */
    @RegisterForReflection
    public record DisputeTerms(
            Duration agreeWithin, Duration evidenceWithin, Duration returnWithin, BornBy returnShippingPaidBy) {
        public DisputeTerms {
            positive(agreeWithin, "agreeWithin");
            positive(evidenceWithin, "evidenceWithin");
            positive(returnWithin, "returnWithin");
            given(returnShippingPaidBy, "returnShippingPaidBy");
        }
    }

    /**
     * D1 to D4: the law of distance selling. Before the goods are handed over the buyer refuses them at any time.
     *
     * @param afterHandOver how long he can after it
     * @param withoutTermsInWriting how long, if the terms of return were not given in writing
     * @param repayWithin by when the seller must have repaid
     * @param deliveryFromBuyer who bears what it costs to fetch the goods from the buyer
     */
    @RegisterForReflection
    public record WithdrawalRight(
            Period afterHandOver, Period withoutTermsInWriting, Duration repayWithin, BornBy deliveryFromBuyer) {
        public WithdrawalRight {
            positive(afterHandOver, "afterHandOver");
            positive(withoutTermsInWriting, "withoutTermsInWriting");
            if (LocalDate.EPOCH.plus(withoutTermsInWriting).isBefore(LocalDate.EPOCH.plus(afterHandOver))) {
                throw new IllegalArgumentException("withoutTermsInWriting must not be shorter than afterHandOver");
            }
            positive(repayWithin, "repayWithin");
            given(deliveryFromBuyer, "deliveryFromBuyer");
        }
    }

    /**
     * A12: from when on facts speak against a seller whose buyers give harmless reasons.
     *
     * @param lookBack how far back his requests are looked at
     * @param requestsAtLeast fewer than these prove nothing
     * @param changedMindPercent the share of them, at least, that say the buyer changed his mind
     * @param refusalsAtLeast how many of them, at least, he refused
     */
    @RegisterForReflection
    public record LiabilityTerms(Duration lookBack, int requestsAtLeast, int changedMindPercent, int refusalsAtLeast) {
        public LiabilityTerms {
            positive(lookBack, "lookBack");
            positive(requestsAtLeast, "requestsAtLeast");
            share(changedMindPercent, "changedMindPercent");
            positive(refusalsAtLeast, "refusalsAtLeast");
        }
    }

    /** A18. */
    @RegisterForReflection
    public record EscrowTerms(Duration releaseAfterDelivery) {
        public EscrowTerms {
            positive(releaseAfterDelivery, "releaseAfterDelivery");
        }
    }

    /**
     * A21, A22.
     *
     * @param arrivalBusinessDays by payment method
     */
    @RegisterForReflection
    public record RefundTerms(
            int escalateAfterBusinessDays, int attemptsBeforeEscalation, Map<String, Window> arrivalBusinessDays) {

        private static final List<String> METHODS = List.of("card", "wallet", "bank_transfer", "cash_on_delivery");

        public RefundTerms {
            countable(escalateAfterBusinessDays, "escalateAfterBusinessDays");
            positive(attemptsBeforeEscalation, "attemptsBeforeEscalation");
            arrivalBusinessDays = Map.copyOf(arrivalBusinessDays);
            for (String method : METHODS) {
                if (!arrivalBusinessDays.containsKey(method)) {
                    throw new IllegalArgumentException("arrivalBusinessDays lacks the payment method " + method);
                }
            }
            for (String method : new TreeSet<>(arrivalBusinessDays.keySet())) {
                if (!METHODS.contains(method)) {
                    throw new IllegalArgumentException(
                            "arrivalBusinessDays knows no payment method " + method + Suggestion.of(method, METHODS));
                }
            }
        }
    }

    /** From and to, in business days. */
    @RegisterForReflection
    public record Window(int from, int to) {
        public Window {
            countable(from, "from");
            if (to < from) {
                throw new IllegalArgumentException("to must not be before from");
            }
            countable(to, "to");
        }
    }

    /**
     * A24.
     *
     * @param sellerCancellation for a cancellation that he is to blame for (A11, A12)
     */
    @RegisterForReflection
    public record Fines(Fine overdueShipment, Fine falseShipment, Fine sellerCancellation) {
        public Fines {
            given(overdueShipment, "overdueShipment");
            given(falseShipment, "falseShipment");
            given(sellerCancellation, "sellerCancellation");
        }
    }

    /** A share of the order's total, and points for the seller's record. */
    @RegisterForReflection
    public record Fine(int percent, int points) {
        public Fine {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("percent must be from 0 to 100");
            }
            if (points < 0) {
                throw new IllegalArgumentException("points must not be negative");
            }
        }
    }

    /** How long a case may take, and how long a claim lasts. */
    @RegisterForReflection
    public record ReviewTerms(Duration decideWithin, Duration claimFor) {
        public ReviewTerms {
            positive(decideWithin, "decideWithin");
            positive(claimFor, "claimFor");
        }
    }

    /**
     * Rules F.
     *
     * @param freezeAt the sum of weights at which an order is frozen
     */
    @RegisterForReflection
    public record Detection(
            int freezeAt,
            NoCarrierMovement noCarrierMovement,
            ShippedToBlock shippedToBlock,
            NumberReused numberReused) {
        public Detection {
            positive(freezeAt, "freezeAt");
            given(noCarrierMovement, "noCarrierMovement");
            given(shippedToBlock, "shippedToBlock");
            given(numberReused, "numberReused");
        }
    }

    /** F1: no physical scan so many business days after the declaration. */
    @RegisterForReflection
    public record NoCarrierMovement(int weight, int businessDays) {
        public NoCarrierMovement {
            share(weight, "weight");
            countable(businessDays, "businessDays");
        }
    }

    /** F2: declared soon after a request, and no scan so many business days since. */
    @RegisterForReflection
    public record ShippedToBlock(int weight, Duration declaredWithin, int businessDays) {
        public ShippedToBlock {
            share(weight, "weight");
            positive(declaredWithin, "declaredWithin");
            countable(businessDays, "businessDays");
        }
    }

    /** F3: the number is on another order, unless so long ago that the carrier has given it out again. */
    @RegisterForReflection
    public record NumberReused(int weight, Duration recycledAfter) {
        public NumberReused {
            share(weight, "weight");
            positive(recycledAfter, "recycledAfter");
        }
    }

    /** A key with nothing behind it is as good as none. */
    private static void given(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must be given");
        }
    }

    private static void positive(@Nullable Duration value, String name) {
        if (value == null || !value.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than zero");
        }
        if (value.compareTo(Duration.ofDays(366L * MOST_YEARS)) > 0) {
            throw new IllegalArgumentException(name + " must not be longer than " + MOST_YEARS + " years");
        }
    }

    private static void positive(@Nullable Period value, String name) {
        if (value == null || value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero");
        }
        if (value.toTotalMonths() > 12L * MOST_YEARS || value.getDays() > 366 * MOST_YEARS) {
            throw new IllegalArgumentException(name + " must not be longer than " + MOST_YEARS + " years");
        }
    }

    private static void countable(int value, String name) {
        positive(value, name);
        if (value > MOST_BUSINESS_DAYS) {
            throw new IllegalArgumentException(name + " must not be more than " + MOST_BUSINESS_DAYS);
        }
    }

    private static void positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be more than zero");
        }
    }

    private static void share(int value, String name) {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException(name + " must be from 0 to 100");
        }
    }
}
