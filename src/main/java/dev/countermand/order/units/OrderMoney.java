package dev.countermand.order.units;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;

/**
 * A20: the buyer's money of one order. Pure; every change gives another one.
 *
 * @param paid what was captured, of all payments
 * @param refunded of that, what has gone back or is on its way back
 * @param kept of that, what pays for a cost that the buyer bears (C3, D4, E2): it stays kept, whatever happens to the rest
 */
public record OrderMoney(Money paid, Money refunded, Money kept) {

    /** Of an order that nobody has paid yet. */
    public static OrderMoney none(Currency currency) {
        Money zero = Money.zero(currency);
        return new OrderMoney(zero, zero, zero);
    }

    public OrderMoney captured(Money amount) {
        return new OrderMoney(paid.plus(amount), refunded, kept);
    }

    public OrderMoney refunding(Money amount) {
        return new OrderMoney(paid, refunded.plus(amount), kept);
    }

    public OrderMoney keeping(Money amount) {
        return new OrderMoney(paid, refunded, kept.plus(amount));
    }

    /** What can still be refunded. */
    public Money refundable() {
        return paid.minus(refunded).minus(kept);
    }

    /** What of the order's total was never paid (C1, E1). */
    public Money unpaid(Money total) {
        return total.minus(total.min(paid));
    }

    /**
     * What of the worth of units that have just left was paid for and is still there: what was paid goes for what is still
     * ordered first, so that nothing goes back for what was added and not paid yet (E1).
     *
     * @param total of the order without those units
     */
    public Money paidOf(Money worth, Money total) {
        Money notNeeded = paid.minus(paid.min(total));
        return worth.min(notNeeded).min(refundable());
    }

    /** What is there beyond what the order costs now (E1). */
    public Money overpaid(Money total) {
        return refundable().minus(refundable().min(total));
    }
}
