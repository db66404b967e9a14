package dev.countermand.database;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the call at hand has waited for the database in all: while it had a connection, or wanted one. A body that takes
 * its time to arrive does not count. It stands in the Vert.x context of the call, and whoever works for it on another
 * context shares it. What has none is nothing that somebody waits for: a job, a sweep, an import.
 */
public final class CallTime {

    private static final String KEY = CallTime.class.getName();

    private int connections;
    private long since;
    private long spent;

    private CallTime() {}

    /** Somebody waits for the answer to the call that arrives on this context. */
    public static void limit() {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, new CallTime());
        }
    }

    /** The call at hand takes as long as it takes: it answers piece by piece, or is for trials only. */
    public static void unlimit() {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.removeLocal(KEY);
        }
    }

    static @Nullable CallTime current() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }

    /** Work on this other context is for the same call. */
    void share(Context other) {
        other.putLocal(KEY, this);
    }

    /** The call wants one more connection; several at once count once. */
    synchronized void begin() {
        if (connections++ == 0) {
            since = System.nanoTime();
        }
    }

    /** It has given it back, or got none. */
    synchronized void end() {
        if (--connections == 0) {
            spent += System.nanoTime() - since;
        }
    }

    synchronized Duration spent() {
        return Duration.ofNanos(connections == 0 ? spent : spent + System.nanoTime() - since);
    }
}
