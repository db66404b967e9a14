package dev.countermand.detector.rule;

/** What a detector's findings are for. */
public enum Mode {
    /** It does not look. */
    OFF,
    /** Its findings are written down and count for nothing. */
    SHADOW,
    /** Its findings count. */
    ACTIVE
}
