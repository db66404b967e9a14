package dev.countermand.payment.ledger;

import dev.countermand.kernel.Money;

/** Who owes something beside the price: a cost (C3), or a fine, a claim or a way back (A19, A24). */
public enum Debtor {
    BUYER(Account.CLAIM_ON_BUYER, "C3"),
    SELLER(Account.CLAIM_ON_SELLER, "A24");

    private final Account account;
    private final String rule;

    Debtor(Account account, String rule) {
        this.account = account;
        this.rule = rule;
    }

    Account account() {
        return account;
    }

    /** By which a payment of it is booked. */
    String rule() {
        return rule;
    }

    /** What they owe of an order; the price of goods is not in it, which is paid as any price is (C1, E1). */
    Money owes(Accounts order) {
        Money claimed = Money.zero(order.currency()).minus(order.of(account));
        return this == BUYER ? claimed.minus(order.of(Account.OUTSTANDING)) : claimed;
    }
}
