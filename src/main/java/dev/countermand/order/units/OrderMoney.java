package dev.countermand.order.units;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;

/**
 * A20: the buyer's money of one order. Pure; every change gives another one.
 *
 * @param paid what was captured, of all payments
 * @param refunded of that, what has gone back or is on its way back
 * @param kept of that, what pays for a cost that the buyer bears (C3, D4, E2): it stays kept, whatever happens to the rest
 * @param chargedBack of that, what the bank has taken back beside what was refunded (A20a)
 * @param leftToSeller of that, what buyers did not ask for of the price of goods that they gave back (A19)
 * @param forGone of what was paid, what was for units that have left, or was never owed: it pays for nothing that is added
 *     later (E1)
 * @param freed of that, what the act at hand has freed and has neither given back nor kept yet
 */
public record OrderMoney(
        Money paid, Money refunded, Money kept, Money chargedBack, Money leftToSeller, Money forGone, Money freed) {

    /** As it is before an act. */
    public OrderMoney(Money paid, Money refunded, Money kept, Money chargedBack, Money leftToSeller, Money forGone) {
        this(paid, refunded, kept, chargedBack, leftToSeller, forGone, Money.zero(paid.currency()));
    }

    /** Of an order that nobody has paid yet. */
    public static OrderMoney none(Currency currency) {
        Money zero = Money.zero(currency);
        return new OrderMoney(zero, zero, zero, zero, zero, zero);
    }

    public OrderMoney captured(Money amount) {
        return new OrderMoney(paid.plus(amount), refunded, kept, chargedBack, leftToSeller, forGone, freed);
    }

    public OrderMoney refunding(Money amount) {
        return new OrderMoney(
                paid, refunded.plus(amount), kept, chargedBack, leftToSeller, forGone, stillFreed(amount));
    }

    /** A20a, A20b: a refund that was on its way will not be made. */
    public OrderMoney notRefunding(Money amount) {
        return new OrderMoney(paid, refunded.minus(amount), kept, chargedBack, leftToSeller, forGone, freed);
    }

    public OrderMoney keeping(Money amount) {
        return new OrderMoney(
                paid, refunded, kept.plus(amount), chargedBack, leftToSeller, forGone, stillFreed(amount));
    }

    /** A20a: so much the bank has taken back by now. */
    public OrderMoney chargedBack(Money all) {
        return new OrderMoney(paid, refunded, kept, all, leftToSeller, forGone, freed);
    }

    public OrderMoney leavingToSeller(Money amount) {
        return new OrderMoney(paid, refunded, kept, chargedBack, leftToSeller.plus(amount), forGone, freed);
    }

    /**
     * A20a: so much of it is not owed, and is to go back.
     *
     * @param total what the order costs
     */
    public OrderMoney notOwed(Money amount, Money total) {
        Money pastTotal = paid.minus(forGone).minus(covered(total));
        return new OrderMoney(
                paid, refunded, kept, chargedBack, leftToSeller, forGone.plus(amount.min(pastTotal)), freed);
    }

    /**
     * Units have left. What was paid goes for what is still ordered first, so that nothing is freed by what was added and not
     * paid yet (E1).
     *
     * @param before the order's total with them
     * @param after and without
     */
    public OrderMoney unitsLeft(Money before, Money after) {
        Money free = covered(before).minus(covered(after));
        return new OrderMoney(paid, refunded, kept, chargedBack, leftToSeller, forGone.plus(free), freed.plus(free));
    }

    private Money stillFreed(Money gone) {
        return freed.minus(freed.min(gone));
    }

    /** The same with what the ledger's accounts say of it: what pays for a cost, or for nothing else, is the order's to know. */
    public OrderMoney standing(Money paid, Money refunded, Money chargedBack) {
        return new OrderMoney(paid, refunded, kept, chargedBack, leftToSeller, forGone, freed);
    }

    /** What can still be refunded. */
    public Money refundable() {
        return paid.minus(refunded).minus(chargedBack).minus(kept).max(Money.zero(paid.currency()));
    }

    /**
     * What of the order's total was never paid (C1, E1), or was taken back by the bank (A20a): what went back with units pays
     * for nothing else.
     */
    public Money unpaid(Money total) {
        return total.minus(covered(total));
    }

    /** E1: what of the total was never paid, whatever the bank has taken back since. */
    public Money neverPaid(Money total) {
        return total.minus(total.min(paid.minus(forGone).max(Money.zero(paid.currency()))));
    }

    private Money covered(Money total) {
        return total.min(paid.minus(forGone).minus(chargedBack).max(Money.zero(paid.currency())));
    }

    /** What of the worth of units that have just left was paid for and is still there. */
    public Money paidOf(Money worth) {
        return worth.min(freed).min(refundable());
    }

    /** A20a: what is there beyond what the order costs, and what buyers have left to the seller. */
    public Money notOwed(Money total) {
        return refundable().minus(refundable().min(total.plus(leftToSeller)));
    }
}
