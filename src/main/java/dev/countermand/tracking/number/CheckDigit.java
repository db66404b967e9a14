package dev.countermand.tracking.number;

/** What the check digit says about one reading of a number (F4). */
public enum CheckDigit {
    /** The digit is the one computed from the rest. About 1 invented number in 10 gets this far. */
    HELD,
    /** The digit is another one: not a number of this format. */
    FAILED,
    /** The format has no check digit: a match is a guess. */
    NONE
}
