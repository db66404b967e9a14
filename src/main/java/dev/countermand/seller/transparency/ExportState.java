package dev.countermand.seller.transparency;

/** Where a statement is on its way. */
public enum ExportState {
    /** It is to be sent, for the first time or again. */
    WAITING,
    /** The database has it. */
    SENT,
    /** The database does not take it as it is: a person looks at it. */
    REJECTED,
    /** An appeal, or the undoing of its decision, undid the sanction before it was sent. */
    NOT_NEEDED
}
