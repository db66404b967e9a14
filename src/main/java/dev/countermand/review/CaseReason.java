package dev.countermand.review;

/** Who opened a case. */
public enum CaseReason {
    /** The machine, because of its findings: cleared by itself when they are gone. */
    DETECTED,
    /** A person: only a person closes it. */
    MANUAL,
    /** Buyer and seller who do not agree (A19): closed by a decision, or when the dispute ends without one. */
    DISPUTE,
    /** A parcel that nobody has scanned or delivered (P6): closed when it is known what became of it. */
    OVERDUE,
    /** A parcel that is lost, and that the buyer has not claimed (P5): closed when it is known what became of it. */
    LOST,
    /** A parcel that was delivered after its goods had been refunded (P3): nobody owes anything before a person has looked. */
    DELIVERED_AFTER_ALL,
    /** A carrier has taken back what it told, and what followed from it cannot be undone: a person looks after it. */
    CARRIER_CORRECTION;

    /** Whether it is about parcels alone. */
    boolean ofParcels() {
        return this == OVERDUE || this == LOST;
    }
}
