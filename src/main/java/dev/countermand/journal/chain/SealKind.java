package dev.countermand.journal.chain;

/** What was found of an entry when it was sealed. */
enum SealKind {
    /** It bore the service's own signature. */
    SIGNED,
    /** It bore none, or a wrong one: a release before wrote it, or somebody with SQL. */
    UNSIGNED,
    /** It was gone. */
    GONE
}
