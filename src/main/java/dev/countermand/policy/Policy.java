package dev.countermand.policy;

import dev.countermand.kernel.BusinessDays;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        EscrowTerms escrow,
        RefundTerms refunds,
        Fines fines,
        ReviewTerms review,
        Detection detection) {

    public Policy {
        if (!name.matches("[a-z][a-z0-9-]{1,39}")) {
            throw new IllegalArgumentException("name must be 2 to 40 of a-z, 0-9 and '-'");
        }
        positive(version, "version");
        given(timeZone, "timeZone");
        given(payment, "payment");
        given(cancellation, "cancellation");
        given(shipping, "shipping");
        given(escrow, "escrow");
        given(refunds, "refunds");
        given(fines, "fines");
        given(review, "review");
        given(detection, "detection");
    }

    /** How this market counts working days. */
    public BusinessDays businessDays() {
        return new BusinessDays(timeZone, weekend, Set.copyOf(holidays));
    }

    /** A1, A3. */
    @RegisterForReflection
    public record PaymentTerms(Duration closeUnpaidAfter, Duration verificationAtMost) {
        public PaymentTerms {
            positive(closeUnpaidAfter, "closeUnpaidAfter");
            positive(verificationAtMost, "verificationAtMost");
        }
    }

    /**
     * A5, A6, A10, A11.
     *
     * @param requestWindow how long after payment a request is taken; null: until the carrier accepts
     * @param approveAfterSilence when a silent seller has consented; null: never
     */
    @RegisterForReflection
    public record CancellationTerms(
            @Nullable Duration requestWindow, @Nullable Duration approveAfterSilence, List<ReasonTerms> reasons) {
        public CancellationTerms {
            if (requestWindow != null) {
                positive(requestWindow, "requestWindow");
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
     * @param scanBeforeOrder F5: a scan from longer before the order than this is another parcel's
     */
    @RegisterForReflection
    public record ShippingTerms(
            Duration processingTime,
            int contestedBusinessDays,
            Duration noTrackingDisputeAfter,
            Duration scanBeforeOrder) {
        public ShippingTerms {
            positive(scanBeforeOrder, "scanBeforeOrder");
            positive(processingTime, "processingTime");
            positive(contestedBusinessDays, "contestedBusinessDays");
            positive(noTrackingDisputeAfter, "noTrackingDisputeAfter");
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
        public RefundTerms {
            positive(escalateAfterBusinessDays, "escalateAfterBusinessDays");
            positive(attemptsBeforeEscalation, "attemptsBeforeEscalation");
            arrivalBusinessDays = Map.copyOf(arrivalBusinessDays);
            for (String method : List.of("card", "wallet", "bank_transfer", "cash_on_delivery")) {
                if (!arrivalBusinessDays.containsKey(method)) {
                    throw new IllegalArgumentException("arrivalBusinessDays lacks the payment method " + method);
                }
            }
        }
    }

    /** From and to, in business days. */
    @RegisterForReflection
    public record Window(int from, int to) {
        public Window {
            positive(from, "from");
            if (to < from) {
                throw new IllegalArgumentException("to must not be before from");
            }
        }
    }

    /** A24. */
    @RegisterForReflection
    public record Fines(Fine overdueShipment, Fine falseShipment) {
        public Fines {
            given(overdueShipment, "overdueShipment");
            given(falseShipment, "falseShipment");
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
            positive(businessDays, "businessDays");
        }
    }

    /** F2: declared soon after a request, and no scan so many business days since. */
    @RegisterForReflection
    public record ShippedToBlock(int weight, Duration declaredWithin, int businessDays) {
        public ShippedToBlock {
            share(weight, "weight");
            positive(declaredWithin, "declaredWithin");
            positive(businessDays, "businessDays");
            positive(declaredWithin, "declaredWithin");
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
