package dev.countermand.payment.ledger;

/**
 * Who holds money of an order, or owes it. All accounts of an order together are zero at any time; which side of zero each
 * stands on, the database holds, too.
 */
public enum Account {
    /** Below zero: what payment providers have taken from the buyer and not sent back. */
    PROVIDER(Side.BELOW),
    /** What is on its way back to the buyer, and is owed until it was sent. */
    BUYER(Side.ABOVE),
    /** What is held until the buyer has the goods (A18). */
    ESCROW(Side.ABOVE),
    /** What was released to the seller. */
    SELLER(Side.ABOVE),
    /** Fines, claims, and less what the marketplace itself has given back. */
    PLATFORM(Side.BOTH),
    /** What bringing and bringing back has cost, and whoever bears it has paid or owes. */
    CARRIER_COSTS(Side.ABOVE),
    /** Below zero: what the buyer owes. */
    CLAIM_ON_BUYER(Side.BELOW),
    /** Below zero: what the seller owes; set off against what is released to them, over all their orders. */
    CLAIM_ON_SELLER(Side.BELOW),
    /** What goes to the seller as soon as the buyer has paid what they owe for the goods. */
    OUTSTANDING(Side.ABOVE),
    /** What a bank has taken back and is still disputed. */
    CHARGEBACK(Side.ABOVE),
    /** What came in and is not owed: it goes back by itself (A20a). */
    SUSPENSE(Side.ABOVE),
    /** What a person has paid back to the buyer in another way (A20b); providers still hold as much. */
    SETTLED(Side.ABOVE),
    /** What was paid out to the seller before this service knew the order; later payouts are the seller's, not an order's. */
    PAID_OUT(Side.ABOVE),
    /** Below zero: what buyer or seller has paid of what they owe, beside payment providers (C3, A24). */
    RECEIVED(Side.BELOW);

    /** Where an account may stand. */
    enum Side {
        ABOVE,
        BELOW,
        BOTH;

        boolean takes(long balance) {
            return switch (this) {
                case ABOVE -> balance >= 0;
                case BELOW -> balance <= 0;
                case BOTH -> true;
            };
        }
    }

    private final Side side;

    Account(Side side) {
        this.side = side;
    }

    Side side() {
        return side;
    }

    /** Whether it is part of the seller's account. */
    boolean isSellers() {
        return this == SELLER || this == CLAIM_ON_SELLER;
    }

    /** Its column in the database. */
    String column() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
