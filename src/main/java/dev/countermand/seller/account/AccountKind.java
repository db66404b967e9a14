package dev.countermand.seller.account;

/** What an entry of a seller's account is; all but the last two are causes of the ledger. */
public enum AccountKind {
    /** A18: the money of an order is the seller's. */
    RELEASE,
    /** A24. */
    FINE,
    /** A19, D2: the seller was paid and owes it back. */
    CLAIM,
    /** A19: the seller pays for the way back. */
    RETURN_SHIPPING,
    /** M1: was paid out before this service knew the order. */
    HISTORY,
    /** A27: a fine was undone. */
    FINE_UNDONE,
    /** A26: a decision was undone, and with it that the money of an order was theirs. */
    DECISION_UNDONE,
    /** A24: the seller has paid of what they owe. */
    CLAIM_PAID,
    /** A24: and it was kept from their payouts. */
    NETTED,
    /** The marketplace's own systems have paid it out. */
    PAYOUT
}
