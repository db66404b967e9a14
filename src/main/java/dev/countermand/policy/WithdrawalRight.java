package dev.countermand.policy;

import static dev.countermand.policy.Bounds.given;
import static dev.countermand.policy.Bounds.positive;

import dev.countermand.kernel.Wait;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.time.Period;

/**
 * D1 to D4: the law of distance selling. Before the goods are handed over the buyer refuses them at any time.
 *
 * @param afterHandOver how long the buyer can after it (D1)
 * @param withoutTermsInWriting how long, if the terms of return were not given in writing (D2)
 * @param repayWithin by when the seller must have repaid, from {@code refundWhen} on (D4)
 * @param deliveryFromBuyer who bears what it costs to fetch the goods from the buyer (D4)
 * @param refundWhen what the refund waits for: the goods on their way back, or back (D4)
 */
@RegisterForReflection
public record WithdrawalRight(
        Period afterHandOver,
        Period withoutTermsInWriting,
        Wait repayWithin,
        BornBy deliveryFromBuyer,
        RefundWhen refundWhen) {
    public WithdrawalRight {
        positive(afterHandOver, "afterHandOver");
        positive(withoutTermsInWriting, "withoutTermsInWriting");
        if (LocalDate.EPOCH.plus(withoutTermsInWriting).isBefore(LocalDate.EPOCH.plus(afterHandOver))) {
            throw new IllegalArgumentException("withoutTermsInWriting must not be shorter than afterHandOver");
        }
        positive(repayWithin, "repayWithin");
        given(deliveryFromBuyer, "deliveryFromBuyer");
        given(refundWhen, "refundWhen");
    }
}
