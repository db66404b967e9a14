package dev.countermand.fraud.sweep;

/** How far a sweep is: QUEUED, then RUNNING, then one of the two ends. */
public enum SweepStatus {
    QUEUED,
    RUNNING,
    DONE,
    /** It went over everything it could, but some of it could not be judged; {@code failure} says why. */
    FAILED;

    /** The kind of the event that tells that a sweep has become this. */
    String event() {
        return switch (this) {
            case QUEUED -> "sweep.requested";
            case RUNNING -> "sweep.started";
            case DONE -> "sweep.finished";
            case FAILED -> "sweep.failed";
        };
    }
}
