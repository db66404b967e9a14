package dev.countermand.policy;

/** What a buyer can refuse when the goods are handed over. */
public enum DoorRefusal {
    /** Nothing. */
    NONE,
    /** Only all of it (C2). */
    WHOLE,
    /** All or some of it, after trying it on (L2). */
    ANY_UNITS
}
