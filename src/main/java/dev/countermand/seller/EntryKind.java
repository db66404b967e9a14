package dev.countermand.seller;

/** What stands in a seller's record; the order of the constants is the ladder of A27, mildest first. */
public enum EntryKind {
    WARNING,
    FINE,
    SELLING_LIMIT,
    SUSPENSION
}
