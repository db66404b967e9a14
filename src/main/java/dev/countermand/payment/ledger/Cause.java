package dev.countermand.payment.ledger;

import java.util.EnumSet;
import java.util.Set;

/** What moves money, and between which accounts. */
public enum Cause {
    /** A3: the money of a payment is there. What is not owed is kept apart, what a chargeback had cost is made good (A20a). */
    CAPTURE("A3", EnumSet.of(Account.PROVIDER), EnumSet.of(Account.ESCROW, Account.SUSPENSE, Account.PLATFORM)),
    /** A20: a refund is decided: from what is not owed first, then from escrow, and what is not there the marketplace gives. */
    REFUND("A20", EnumSet.of(Account.SUSPENSE, Account.ESCROW, Account.PLATFORM), EnumSet.of(Account.BUYER)),
    /** A22: the provider has sent a refund. */
    REFUND_SENT("A22", EnumSet.of(Account.BUYER), EnumSet.of(Account.PROVIDER)),
    /** A20b: its provider has sent what a person had paid or given back in another way: the marketplace has given that twice. */
    SENT_AFTER_ALL("A20b", EnumSet.of(Account.PLATFORM), EnumSet.of(Account.PROVIDER)),
    /** A20b: and it came back to the marketplace. */
    BACK_AFTER_ALL("A20b", EnumSet.of(Account.PROVIDER), EnumSet.of(Account.PLATFORM)),
    /** A22: what was sent did not arrive and came back: it is owed again. */
    REFUND_BACK("A22", EnumSet.of(Account.PROVIDER), EnumSet.of(Account.BUYER)),
    /** A20b: a person has paid a refund in another way. */
    REFUND_SETTLED("A20b", EnumSet.of(Account.BUYER), EnumSet.of(Account.SETTLED)),
    /** A20b: a refund will not be made: back to where it came from; what an ended order would hold, the marketplace has. */
    REFUND_CLOSED("A20b", EnumSet.of(Account.BUYER), EnumSet.of(Account.SUSPENSE, Account.ESCROW, Account.PLATFORM)),
    /** A18: receipt was confirmed, or the escrow's time ran out. A19: or the order is over, and the buyer did not ask for it. */
    RELEASE("A18", EnumSet.of(Account.ESCROW), EnumSet.of(Account.SELLER)),
    /** M1: the order was over before it was imported, and so is what its seller got, or its buyer got back. */
    HISTORY("M1", EnumSet.of(Account.SELLER, Account.ESCROW), EnumSet.of(Account.PAID_OUT, Account.SETTLED)),
    /** E2, C3, D4: a cost of the buyer's is kept back from what they had paid. */
    COST_KEPT("E2", EnumSet.of(Account.ESCROW), EnumSet.of(Account.CARRIER_COSTS)),
    /** C3: the buyer owes a cost that nothing was there for. */
    COST_CLAIMED("C3", EnumSet.of(Account.CLAIM_ON_BUYER), EnumSet.of(Account.CARRIER_COSTS)),
    /** A19: the seller owes the way back. */
    RETURN_SHIPPING("A19", EnumSet.of(Account.CLAIM_ON_SELLER), EnumSet.of(Account.CARRIER_COSTS)),
    /** C1, E1: the goods were received and not paid for. */
    PRICE_CLAIMED("C1", EnumSet.of(Account.CLAIM_ON_BUYER), EnumSet.of(Account.OUTSTANDING)),
    /** C1, E1: and now they are; or other units have left, whose money pays for them, or they themselves. */
    PRICE_PAID("C1", EnumSet.of(Account.OUTSTANDING), EnumSet.of(Account.CLAIM_ON_BUYER)),
    /** A24: the seller is fined. */
    FINE("A24", EnumSet.of(Account.CLAIM_ON_SELLER), EnumSet.of(Account.PLATFORM)),
    /** A27: a fine is undone; what of it was paid already is the seller's. */
    FINE_UNDONE("A27", EnumSet.of(Account.PLATFORM), EnumSet.of(Account.CLAIM_ON_SELLER, Account.SELLER)),
    /** A26: a decision is undone, and with it what an order that it had ended no longer held, or was no longer owed. */
    DECISION_UNDONE(
            "A26",
            EnumSet.of(Account.SELLER, Account.PLATFORM, Account.CLAIM_ON_BUYER),
            EnumSet.of(Account.ESCROW, Account.OUTSTANDING)),
    /** C3, A24: who owes something has paid it, by money that came in or out of a seller's payouts. */
    CLAIM_PAID("A24", EnumSet.of(Account.RECEIVED), EnumSet.of(Account.CLAIM_ON_BUYER, Account.CLAIM_ON_SELLER)),
    /** A19, D2: the seller was paid and owes back what the buyer got. */
    CLAIM("D4", EnumSet.of(Account.CLAIM_ON_SELLER), EnumSet.of(Account.PLATFORM)),
    /** A20a: the buyer's bank takes a payment back; what is not there any more the marketplace gives. */
    CHARGEBACK("A20a", EnumSet.of(Account.SUSPENSE, Account.ESCROW, Account.PLATFORM), EnumSet.of(Account.CHARGEBACK)),
    /** A20a: the bank has given it back, to where it came from. */
    CHARGEBACK_WON(
            "A20a", EnumSet.of(Account.CHARGEBACK), EnumSet.of(Account.SUSPENSE, Account.ESCROW, Account.PLATFORM)),
    /** A20a: the bank has revised that it was lost. */
    CHARGEBACK_REVISED("A20a", EnumSet.of(Account.PROVIDER), EnumSet.of(Account.CHARGEBACK)),
    /** A20a: what an order that is over still holds makes good what the marketplace gave for its chargebacks. */
    MADE_GOOD("A20a", EnumSet.of(Account.ESCROW), EnumSet.of(Account.PLATFORM)),
    /** A20a: it is gone. */
    CHARGEBACK_LOST("A20a", EnumSet.of(Account.CHARGEBACK), EnumSet.of(Account.PROVIDER));

    private final String rule;
    private final Set<Account> from;
    private final Set<Account> to;

    Cause(String rule, Set<Account> from, Set<Account> to) {
        this.rule = rule;
        this.from = from;
        this.to = to;
    }

    /** The rule, where whoever books names no other. */
    public String rule() {
        return rule;
    }

    /** Where it takes money from. */
    public Set<Account> from() {
        return EnumSet.copyOf(from);
    }

    /** Where it takes it to. */
    public Set<Account> to() {
        return EnumSet.copyOf(to);
    }
}
