package dev.countermand.tracking.event;

/** What became of one event of a batch. */
public enum EventOutcome {
    STORED,
    DUPLICATE,
    REJECTED
}
