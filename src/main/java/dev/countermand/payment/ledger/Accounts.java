package dev.countermand.payment.ledger;

import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.order.Order;
import java.util.Map;

/**
 * What the accounts of an order stand at, for whoever shows it (A23).
 *
 * @param captured what came in from the buyer
 * @param refunded what goes back to them or has, and what is owed to them; a refund that was closed is not in it
 * @param chargedBack what banks have taken, beside what was refunded
 * @param byAccount those that stand at zero may be left out
 */
public record Accounts(Money captured, Money refunded, Money chargedBack, Map<Account, Money> byAccount) {

    public Accounts {
        byAccount = Map.copyOf(byAccount);
    }

    /** Of an order of which the ledger has nothing: nothing has moved. */
    static Accounts none(Order order) {
        return new Accounts(order.paid(), order.refunded(), order.chargedBack(), Map.of());
    }

    public Currency currency() {
        return captured.currency();
    }

    /** A20: what of the order can still be refunded. */
    public Money refundable(Order order) {
        return order.refundable(captured, refunded, chargedBack);
    }

    /** C1, E1, A20a: what of the order's total was never paid, or was taken back by the bank. */
    public Money unpaid(Order order) {
        return order.unpaid(captured, chargedBack);
    }

    /** A22: what of the refunds has left: sent, or paid in another way. The rest is on its way, or owed. */
    public Money sentBack() {
        return refunded.minus(of(Account.BUYER));
    }

    public Money of(Account account) {
        return byAccount.getOrDefault(account, Money.zero(currency()));
    }
}
