package dev.countermand.review;

/** Who opened a case. */
public enum CaseReason {
    /** The machine, because of its findings: cleared by itself when they are gone. */
    DETECTED,
    /** A person: only a person closes it. */
    MANUAL,
    /** Buyer and seller who do not agree (A19): closed by a decision, or when the dispute ends without one. */
    DISPUTE,
    /** A carrier has taken back what it told, and what followed from it cannot be undone: a person looks after it. */
    CARRIER_CORRECTION
}
