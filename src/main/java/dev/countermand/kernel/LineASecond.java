package dev.countermand.kernel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens many times for one reason is told in one line a second at most, which counts those that it stands for. The
 * time is the caller's, in nanoseconds from anywhere.
 */
public final class LineASecond {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private boolean told;
    private long lastNanos;
    private long untold;
    private @Nullable String latest;

    /**
     * What is to be told now.
     *
     * @param count how many there were since the last line
     * @param latest the last of them, in words
     */
    public record Line(long count, String latest) {}

    /** Takes one down; gives the line to write now, if any. */
    public synchronized Optional<Line> note(String what, long nowNanos) {
        untold++;
        latest = what;
        return due(nowNanos);
    }

    /** What was left untold, once a second has gone by since the last line. */
    public synchronized Optional<Line> due(long nowNanos) {
        if (latest == null || (told && nowNanos - lastNanos < PAUSE.toNanos())) {
            return Optional.empty();
        }
        Line line = new Line(untold, latest);
        told = true;
        lastNanos = nowNanos;
        untold = 0;
        latest = null;
        return Optional.of(line);
    }
}
