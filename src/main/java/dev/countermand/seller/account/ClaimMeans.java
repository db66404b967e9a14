package dev.countermand.seller.account;

/** How a claim was paid. */
public enum ClaimMeans {
    /** Money came in at the marketplace, by whatever way that is no payment of the order. */
    RECEIVED,
    /** It is kept from what was released to the seller, over all their orders, and not paid out yet. */
    NETTED
}
