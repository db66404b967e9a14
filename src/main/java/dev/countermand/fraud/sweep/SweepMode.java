package dev.countermand.fraud.sweep;

/** What a sweep looks at. */
public enum SweepMode {
    /** What has changed or come due since the last sweep that was done; everything, where that cannot be told. */
    INCREMENTAL,
    /** Everything that is under way. */
    FULL
}
