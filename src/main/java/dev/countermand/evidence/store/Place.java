package dev.countermand.evidence.store;

/** Where the content of a document is kept; the names are stored. */
public enum Place {
    /** In pieces beside its row, and in its transaction. */
    DATABASE,
    /** In an S3-compatible store. */
    S3
}
