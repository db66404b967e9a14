package dev.countermand.review;

/** Who opened a case. */
public enum CaseReason {
    /** The machine, because of its findings: cleared by itself when they are gone. */
    DETECTED,
    /** A person: only a person closes it. */
    MANUAL,
    /** Buyer and seller who do not agree (A19): closed by a decision, or when the dispute ends without one. */
    DISPUTE,
    /** A parcel that was delivered after its goods had been refunded (P3): nobody owes anything before a person has looked. */
    DELIVERED_AFTER_ALL
}
