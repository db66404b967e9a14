package dev.countermand.review;

/** Who opened a case. */
public enum CaseReason {
    /** The machine, because of its findings: cleared by itself when they are gone. */
    DETECTED,
    /** A person: only a person closes it. */
    MANUAL
}
