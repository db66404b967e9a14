package dev.countermand.detector;

/** Shares as people read them. */
final class Shares {

    private Shares() {}

    /** With one digit behind the point. */
    static double percent(double share) {
        return Math.round(share * 1_000) / 10.0;
    }
}
