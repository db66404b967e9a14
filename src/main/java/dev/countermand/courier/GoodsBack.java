package dev.countermand.courier;

import dev.countermand.database.NeedsTransaction;
import dev.countermand.kernel.Actor;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.payment.Refunds;
import dev.countermand.payment.charge.Charges;
import dev.countermand.payment.charge.Deduction;
import dev.countermand.payment.refund.RefundCause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the buyer gets for goods that are the shop's again: what they are worth, less what the journey cost (C2, C3, P3). */
@NeedsTransaction
@ApplicationScoped
class GoodsBack {

    private final Refunds refunds;
    private final Charges charges;

    GoodsBack(Refunds refunds, Charges charges) {
        this.refunds = refunds;
        this.charges = charges;
    }

    /**
     * Gives it back and books the cost. The caller has the order locked, and saves it.
     *
     * @param worth of the units that have just left the order
     * @param cost of their journey, if the policy lets the seller have it
     * @return what is given back
     */
    Uni<Money> refund(
            Order order, Money worth, Charges.@Nullable Charge cost, @Nullable String why, Actor by, Instant now) {
        Deduction deduction = Deduction.of(order, worth, cost);
        return refunds.request(order, deduction.back(), RefundCause.REFUSAL, why, by, now)
                .chain(() -> charges.book(order, deduction.charges(), by, now))
                .replaceWith(deduction.back());
    }
}
