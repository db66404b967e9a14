package dev.countermand.erasure;

/** How far an erasure is. */
enum ErasureStatus {
    /** It waits for a replica. */
    QUEUED,
    /** One works on it. */
    RUNNING,
    /** What may go is gone; the rest goes when its time is over. */
    WAITING,
    /** Nothing is kept. */
    DONE
}
