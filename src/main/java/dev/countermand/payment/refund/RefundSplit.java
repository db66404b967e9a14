package dev.countermand.payment.refund;

import dev.countermand.kernel.Money;
import java.util.ArrayList;
import java.util.List;

/** How much of a refund each payment gives back (A20): no more than is left of it. Pure. */
public final class RefundSplit {

    private RefundSplit() {}

    /**
     * A share for each payment, in their order, zero where it gives nothing: the first gives all that it can before the
     * second is asked. Together they are what is wanted, or all that is left where that is less.
     *
     * @param left what each payment can still give back
     */
    public static List<Money> of(Money wanted, List<Money> left) {
        Money nothing = Money.zero(wanted.currency());
        Money open = wanted;
        List<Money> shares = new ArrayList<>();
        for (Money each : left) {
            Money most = open.min(each);
            Money share = most.isPositive() ? most : nothing;
            open = open.minus(share);
            shares.add(share);
        }
        return shares;
    }
}
