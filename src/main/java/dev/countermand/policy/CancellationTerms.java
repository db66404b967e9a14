package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A4 to A6, A8, A10, A11, C1, E1, E2, L2: cancelling.
 *
 * @param consent whose agreement a paid order needs; with NONE the buyer alone decides
 * @param until up to when the buyer can cancel
 * @param requestWindow how long after payment a request is taken (A10); none: as long as {@code until} says
 * @param approveAfterSilence when a silent seller has consented (A6); none: never
 * @param shippingFee how it follows when only some units go (A8)
 * @param incurredShipping what becomes of it once the goods are on their way (E2)
 * @param reasons those that this market knows, each once (A5)
 */
@RegisterForReflection
public record CancellationTerms(
        Consent consent,
        LastMoment until,
        @Nullable Wait requestWindow,
        @Nullable Wait approveAfterSilence,
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
                throw new IllegalArgumentException("requestWindow must be none: with consent NONE nobody is requested");
            }
        }
        if (approveAfterSilence != null) {
            positive(approveAfterSilence, "approveAfterSilence");
            if (consent == Consent.NONE) {
                throw new IllegalArgumentException(
                        "approveAfterSilence must be none: with consent NONE nobody is asked, so nobody is silent");
            }
        }
        if (until == LastMoment.HAND_OVER || until == LastMoment.DAY_BEFORE_DELIVERY) {
            if (consent == Consent.SELLER) {
                throw new IllegalArgumentException("until must be DISPATCH or CARRIER_ACCEPTANCE: with consent SELLER"
                        + " nothing is asked for once the carrier has the goods (A14)");
            }
        } else if (until == LastMoment.DISPATCH && incurredShipping == IncurredShipping.DEDUCTED) {
            throw new IllegalArgumentException(
                    "incurredShipping must be REFUNDED: with until DISPATCH nothing is cancelled that is on its way");
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

    /**
     * A reason that a buyer may give, and who is to blame by default (A11).
     *
     * @param code the reason (A5)
     * @param liability who is to blame by default
     */
    @RegisterForReflection
    public record ReasonTerms(Reason code, Liability liability) {}
}
