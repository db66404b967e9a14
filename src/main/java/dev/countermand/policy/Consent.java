package dev.countermand.policy;

/** Whose agreement the cancellation of a paid order needs. */
public enum Consent {
    /** The seller agrees, or refuses with a reason (A4, A6). */
    SELLER,
    /** The buyer alone decides (E1, L2, C1). */
    NONE
}
