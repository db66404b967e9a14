package dev.countermand.policy;

/** Who bears a cost. */
public enum BornBy {
    BUYER,
    SELLER
}
