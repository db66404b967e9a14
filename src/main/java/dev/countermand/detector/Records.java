package dev.countermand.detector;

import java.time.Duration;
import java.time.Instant;

/**
 * How records of sellers, of markets and of carriers' days are counted (F1, F2, F11, F12). The service counts in SQL and the
 * simulator in memory; both take these figures, or what the simulator promises would be said of another product.
 */
public final class Records {

    /** The time that a record of a seller or a market is about. */
    public static final Duration LOOK_BACK = Duration.ofDays(90);

    /** A parcel had so long from its declaration to move; before that nothing is said of it. */
    public static final Duration TO_MOVE = Duration.ofDays(10);

    /**
     * Numbers come round again. A scan from longer before the order was of a parcel that had the number in an earlier life,
     * and hides none that came after it (F5, F9).
     */
    public static final Duration EARLIER_LIFE = Duration.ofDays(60);

    /** Of fewer shipments than this nobody can say when a seller usually declares them. */
    public static final int HABIT_AT_LEAST = 5;

    /** A day on which a carrier reports less than this share of a usual one is a silent day. */
    public static final double SILENT_BELOW = 0.1;

    /** Of a carrier that reports fewer scans on a usual day no day is called silent. */
    public static final int USUAL_AT_LEAST = 10;

    /** What is usual is told by so many days before. */
    public static final int USUAL_DAYS = 28;

    /**
     * As many of them at least have to be known that are like it. A history that is imported comes all on one day, which is
     * not what the days after it are to be like.
     */
    public static final int USUAL_KNOWN = 3;

    /** F5, F9: a scan from longer before the order says nothing. */
    static final Threshold EARLIER_AT_MOST = Threshold.duration(
            "earlierAtMost",
            Duration.ofDays(1),
            EARLIER_LIFE,
            "A scan from more than this before the order may be of an earlier life of the number");

    private Records() {}

    /** F5, F9: whether the scan may be of a parcel that had the number in an earlier life. */
    static boolean ofEarlierLife(Instant scan, Facts facts, Thresholds thresholds) {
        return scan.isBefore(facts.placedAt().minus(thresholds.duration(EARLIER_AT_MOST.name())));
    }
}
