package dev.countermand.database;

import dev.countermand.kernel.LineASecond;
import org.jboss.logging.Logger;

/**
 * Faults as operators read them: with their stack trace, except that a database that is away is one line now and then, with
 * how much it made fail. Everybody fails then, and all for the same reason. What is {@link ToldAlready} is no line of its own.
 */
public final class Faults {

    private static final Logger LOG = Logger.getLogger(Faults.class);

    private static final LineASecond AWAY = new LineASecond();

    /** A failure that may stand for many of one reason, of which whoever met the first has told operators in a line of its own. */
    public interface ToldAlready {

        /** Whether operators know of it. */
        boolean isTold();
    }

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
        if (failure instanceof ToldAlready known && known.isTold()) {
            log.debugf(failure, words, values);
            return;
        }
        String reason = DatabaseAwayException.reason(failure);
        if (reason == null) {
            log.logf(level, failure, words, values);
        } else {
            AWAY.note(reason, System.nanoTime()).ifPresent(Faults::away);
        }
    }

    private static void away(LineASecond.Line line) {
        LOG.warnf(
                "The database does not do its work; calls and jobs that failed since the last line like this: %d;"
                        + " the last because: %s",
                line.count(), line.latest());
    }
}
