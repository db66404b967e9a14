package dev.countermand.policy;

/** Who is to blame (A11). */
public enum Liability {
    /** No sanction. */
    BUYER,
    /** Fined and counted. */
    SELLER,
    /** Counts against no one. */
    NOBODY
}
