package dev.countermand.http.gate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for bodies of one kind that are being read or worked on. Nobody holds more than a share of it, so whoever
 * stalls with full hands takes nothing that others need.
 */
final class ByteBudget {

    private static final int SHARES = 4;

    /** Whether bytes were taken, and what stood against it. */
    enum Taken {
        YES,
        /** This caller holds as much as one caller may. */
        SHARE_USED_UP,
        /** All callers together hold everything. */
        ALL_USED_UP
    }

    private final long total;
    private final long share;
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentMap<String, Long> byHolder = new ConcurrentHashMap<>();

    /**
     * @param total bytes of all callers together
     * @param largest bytes of one body; a share has room for two
     */
    ByteBudget(long total, long largest) {
        if (total < largest) {
            throw new IllegalArgumentException(
                    "Bodies at once (" + total + " bytes) must have room for one body (" + largest + " bytes)");
        }
        this.total = total;
        this.share = Math.min(total, Math.max(total / SHARES, 2 * largest));
    }

    Taken take(String holder, int bytes) {
        if (held.addAndGet(bytes) > total) {
            held.addAndGet(-bytes);
            return Taken.ALL_USED_UP;
        }
        if (byHolder.merge(holder, (long) bytes, Long::sum) > share) {
            giveBack(holder, bytes);
            return Taken.SHARE_USED_UP;
        }
        return Taken.YES;
    }

    void giveBack(String holder, long bytes) {
        if (bytes > 0) {
            held.addAndGet(-bytes);
            byHolder.computeIfPresent(holder, (same, sum) -> sum == bytes ? null : Long.valueOf(sum - bytes));
        }
    }

    /** Bytes of all callers. */
    long held() {
        return held.get();
    }
}
