package dev.countermand.seller;

/** What stands in a seller's record; the order of the constants is the ladder of A27, mildest first, and then what is owed. */
public enum EntryKind {
    WARNING,
    FINE,
    SELLING_LIMIT,
    SUSPENSION,
    /** No sanction: money that the seller got and owes back (A19, D2). */
    CLAIM
}
