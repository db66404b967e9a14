package dev.countermand.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Faults as operators read them: with their stack trace, except that a database that is away is one line now and then, with
 * how much it made fail. Everybody fails then, and all for the same reason.
 */
public final class Faults {

    private static final Logger LOG = Logger.getLogger(Faults.class);

    /** Between two lines about a database that is away. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final AtomicLong UNTOLD = new AtomicLong();
    private static final AtomicLong LAST = new AtomicLong(System.nanoTime() - PAUSE.toNanos());

    private Faults() {}

    /** Tells of something that failed, as an error. */
    public static void error(Logger log, Throwable failure, String words, Object... values) {
        tell(log, Logger.Level.ERROR, failure, words, values);
    }

    /** The same where something else stands in for it, as a warning. */
    public static void warn(Logger log, Throwable failure, String words, Object... values) {
        tell(log, Logger.Level.WARN, failure, words, values);
    }

    private static void tell(Logger log, Logger.Level level, Throwable failure, String words, Object... values) {
        String reason = DatabaseAwayException.reason(failure);
        if (reason == null) {
            log.logf(level, failure, words, values);
        } else {
            away(reason, System.nanoTime());
        }
    }

    private static void away(String reason, long now) {
        UNTOLD.incrementAndGet();
        long last = LAST.get();
        if (now - last >= PAUSE.toNanos() && LAST.compareAndSet(last, now)) {
            LOG.warnf(
                    "The database does not do its work; calls and jobs that failed since the last line like this: %d;"
                            + " the last because: %s",
                    UNTOLD.getAndSet(0), reason);
        }
    }
}
