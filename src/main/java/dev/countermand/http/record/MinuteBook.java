package dev.countermand.http.record;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Of what a caller does over and over, so many a minute are kept and the rest is counted; of all callers together as well. */
final class MinuteBook {

    static final Duration MINUTE = Duration.ofMinutes(1);

    /** Callers that are told apart within a minute; those who come later are left out and counted together. */
    static final int MOST_CALLERS = 10_000;

    /** Under whose name those are counted who are not told apart. */
    static final String OTHERS = "";

    private static final class Page {
        private final Instant begun;
        private int kept;
        private long leftOut;

        private Page(Instant begun) {
            this.begun = begun;
        }
    }

    private final int mostOfOne;
    private final int mostOfAll;
    private final Map<String, Page> pages = new HashMap<>();
    private Page all = new Page(Instant.EPOCH);

    /**
     * @param mostOfOne kept of a caller in a minute
     * @param mostOfAll kept of all of them
     */
    MinuteBook(int mostOfOne, int mostOfAll) {
        this.mostOfOne = mostOfOne;
        this.mostOfAll = mostOfAll;
    }

    /** Whether one more of this caller is kept; if not, it is counted. */
    synchronized boolean admits(String caller, Instant now) {
        if (isOver(all, now)) {
            all = new Page(now);
        }
        String name = pages.containsKey(caller) || pages.size() < MOST_CALLERS ? caller : OTHERS;
        Page page = pages.computeIfAbsent(name, unknown -> new Page(now));
        if (name.equals(OTHERS) || page.kept >= mostOfOne || all.kept >= mostOfAll) {
            page.leftOut++;
            return false;
        }
        page.kept++;
        all.kept++;
        return true;
    }

    /** Closes the minutes that are over; says how many were left out of each caller's. */
    synchronized Map<String, Long> close(Instant now) {
        Map<String, Long> leftOut = new HashMap<>();
        for (Iterator<Map.Entry<String, Page>> each = pages.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Page> entry = each.next();
            if (isOver(entry.getValue(), now)) {
                each.remove();
                if (entry.getValue().leftOut > 0) {
                    leftOut.put(entry.getKey(), entry.getValue().leftOut);
                }
            }
        }
        return leftOut;
    }

    private static boolean isOver(Page page, Instant now) {
        return !now.isBefore(page.begun.plus(MINUTE));
    }
}
