package dev.countermand.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long work on the database may take.
 *
 * @param call that somebody waits for, in all
 * @param connection how much of it a call waits for a connection
 * @param job with one connection; one that waits longer for a connection than the client lets it comes again anyway
 */
record TimeLimits(Duration call, Duration connection, Duration job) {

    /** What is left of it for a call, and the whole for everything else. */
    Duration left(@Nullable CallTime spent) {
        return spent == null ? job : call.minus(spent.spent());
    }

    /** For how long a connection is waited for. */
    Duration mostWait(@Nullable CallTime spent, Duration left) {
        return spent != null && connection.compareTo(left) < 0 ? connection : left;
    }
}
