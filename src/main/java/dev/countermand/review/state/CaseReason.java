package dev.countermand.review.state;

/** Who opened a case. */
public enum CaseReason {
    /** The machine, because of its findings: cleared by itself when they are gone. */
    DETECTED(10),
    /** A person: only a person closes it. */
    MANUAL(50),
    /** Buyer and seller who do not agree (A19): closed by a decision, or when the dispute ends without one. */
    DISPUTE(30),
    /** A parcel that nobody has scanned or delivered (P6): closed when it is known what became of it. */
    OVERDUE(20),
    /** A parcel that is lost, and that the buyer has not claimed (P5): closed when it is known what became of it. */
    LOST(40),
    /** A parcel that was delivered after its goods had been refunded (P3): nobody owes anything before a person has looked. */
    DELIVERED_AFTER_ALL(10),
    /** A carrier has taken back what it told, and what followed from it cannot be undone: a person looks after it. */
    CARRIER_CORRECTION(20);

    private final int riskAtLeast;

    CaseReason(int riskAtLeast) {
        this.riskAtLeast = riskAtLeast;
    }

    /** Whether it is about parcels alone. */
    public boolean ofParcels() {
        return this == OVERDUE || this == LOST;
    }

    /** In percent: what a case counts in the queue without any signal, because most have no score. */
    public int riskAtLeast() {
        return riskAtLeast;
    }
}
