package dev.countermand.fraud.sweep;

/** How far a sweep is: QUEUED, then RUNNING, then one of the two ends. */
public enum SweepStatus {
    QUEUED,
    RUNNING,
    DONE,
    /** It went over everything it could, but some of it could not be judged; {@code failure} says why. */
    FAILED
}
