package dev.countermand.payment.reconciliation;

/** How far a comparison is. */
enum ReconciliationStatus {
    /** Waits for its turn, or for its provider, who could not be asked. */
    QUEUED,
    /** What the provider has is being read. */
    RUNNING,
    DONE,
    /** The provider could not be asked, however often it was tried. */
    FAILED
}
