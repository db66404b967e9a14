package dev.countermand.evidence;

/** What became of a demand; the names are stored. */
public enum DemandOutcome {
    /** The seller has shown something in time. */
    GIVEN,
    /** Nothing came by the due date. */
    MISSING,
    /** The carrier has the parcel, or whoever asked waits no more: the dispute has ended, the case is decided. */
    NEEDLESS;

    /** The kind of the event that tells of it; {@code evidence.given} is about the document. */
    String event() {
        return switch (this) {
            case GIVEN -> "evidence.demand-met";
            case MISSING -> "evidence.missing";
            case NEEDLESS -> "evidence.needless";
        };
    }
}
