package dev.countermand.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jboss.logging.Logger;

/** Starts the dev database, and starts it again where it was when it ends by itself: killed by hand, or for want of memory. */
final class DatabaseKeeper {

    private static final Logger LOG = Logger.getLogger(DatabaseKeeper.class);

    private static final int LOOK_EVERY_MILLIS = 1_000;
    private static final int CONNECT_MILLIS = 500;

    /** What a killed server leaves behind may be in the way for a moment. */
    private static final int MOST_ATTEMPTS = 5;

    private final DevFolder folder;
    private final DatabaseFolder data;
    private volatile boolean ended;

    DatabaseKeeper(DevFolder folder, DatabaseFolder data) {
        this.folder = folder;
        this.data = data;
    }

    /** The port on which it listens, now and later. */
    int begin() {
        int port = start(0);
        Thread.ofPlatform().daemon().name("dev database keeper").start(() -> keep(port));
        return port;
    }

    /** It may end now. */
    void end() {
        ended = true;
    }

    private void keep(int port) {
        boolean kept = true;
        while (kept && sleep() && !ended) {
            kept = isThere(port) || again(port);
        }
    }

    /** Whether the next look is worthwhile. */
    private boolean again(int port) {
        LOG.warn("The dev database has ended; starting it again");
        for (int attempt = 1; !ended; attempt++) {
            try {
                start(port);
                LOG.info("The dev database is there again, with what was committed");
                return true;
            } catch (DemoFailure e) {
                if (attempt == MOST_ATTEMPTS) {
                    LOG.error(e.getMessage());
                    return false;
                }
                sleep();
            }
        }
        return false;
    }

    private int start(int port) {
        try {
            return EmbeddedDatabase.start(folder, data, port).port();
        } catch (IOException e) {
            throw data.unusable(e.toString());
        }
    }

    /** One that is only slow is there. */
    private static boolean isThere(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
