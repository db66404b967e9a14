package dev.countermand.policy;

/** Who is to blame (A11). */
public enum Liability {
    BUYER,
    SELLER,
    NOBODY
}
