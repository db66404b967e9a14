package dev.countermand.review.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One who follows cases: where they are, and what they are sent next. Belongs to one stream, and so to one step at a time. Time
 * is in nanoseconds of the machine's steady clock, because it only measures how long nothing was said.
 */
final class LiveReader {

    /** The stream has begun, or goes on, behind this position. */
    static final String READY = "ready";

    /** Nothing has happened, and the stream is alive. */
    static final String ALIVE = "alive";

    /** Too much has happened since: the queue is to be loaded anew. */
    static final String RESET = "reset";

    /** The stream ends here; another one goes on behind its id. */
    static final String END = "end";

    /**
     * What one event of the stream is.
     *
     * @param event null where it is about the stream itself
     */
    record Line(String name, long id, @Nullable CaseEvent event) {}

    /** What is sent next. */
    record Step(List<Line> lines, boolean last) {}

    /**
     * How a stream goes.
     *
     * @param aliveEvery how long it may be silent
     * @param atMost how long it lasts: nobody reads on for longer with a token that has expired, or lost its roles
     */
    record Terms(Duration aliveEvery, Duration atMost) {}

    private final String subject;
    private final @Nullable UUID caseId;
    private final Terms terms;
    private final long openedAt;
    private long spokeAt;
    private long position;

    LiveReader(String subject, @Nullable UUID caseId, long position, Terms terms, long now) {
        this.subject = subject;
        this.caseId = caseId;
        this.position = position;
        this.terms = terms;
        this.openedAt = now;
        this.spokeAt = now;
    }

    long position() {
        return position;
    }

    Line ready() {
        return plain(READY);
    }

    /**
     * Takes what has happened since.
     *
     * @param closing the replica ends
     */
    Step take(LiveEvents.Page page, boolean closing, long now) {
        List<Line> lines = new ArrayList<>();
        position = page.upTo();
        if (page.reset()) {
            lines.add(plain(RESET));
        }
        for (CaseEvent event : page.events()) {
            boolean wanted = caseId == null || caseId.equals(event.caseId());
            if (wanted && !event.concerns(subject)) {
                lines.add(new Line(event.kind(), event.position(), event));
            }
        }
        boolean last = closing || now - openedAt >= terms.atMost().toNanos();
        if (last) {
            lines.add(plain(END));
        } else if (lines.isEmpty() && now - spokeAt >= terms.aliveEvery().toNanos()) {
            lines.add(plain(ALIVE));
        }
        if (!lines.isEmpty()) {
            spokeAt = now;
        }
        return new Step(lines, last);
    }

    private Line plain(String name) {
        return new Line(name, position, null);
    }
}
