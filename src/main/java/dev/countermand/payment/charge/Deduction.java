package dev.countermand.payment.charge;

import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import dev.countermand.policy.BornBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes back of the worth of some units when the buyer owes a cost (C3, D4, E2). The cost is kept back from money that
 * is there; the rest of it is a claim on them. So refunds and what was kept never make more than what was paid.
 *
 * @param back what is to be given back
 * @param charges what is to be booked for the cost
 */
public record Deduction(Money back, List<Charges.Charge> charges) {

    public Deduction {
        charges = List.copyOf(charges);
    }

    /**
     * Pure. Whether it is deducted says this, not the charge that comes in.
     *
     * @param worth of the units that have just left the order
     * @param cost what it cost, if it cost anything
     */
    public static Deduction of(Order order, Money worth, Charges.@Nullable Charge cost) {
        Money there = order.paidOf(worth);
        if (cost == null) {
            return new Deduction(there, List.of());
        }
        Money kept = cost.debtor() == BornBy.BUYER ? cost.amount().min(there) : Money.zero(there.currency());
        Money claim = cost.amount().minus(kept);
        List<Charges.Charge> charges = new ArrayList<>();
        if (kept.isPositive()) {
            charges.add(cost.part(true, kept, cost.cause()));
        }
        if (claim.isPositive()) {
            charges.add(cost.part(false, claim, kept.isPositive() ? cost.cause() + "-claim" : cost.cause()));
        }
        return new Deduction(there.minus(kept), charges);
    }
}
