package dev.countermand.policy;

/** Who bears a cost. */
public enum BornBy {
    /** The buyer. */
    BUYER,
    /** The seller. */
    SELLER
}
