package dev.countermand.prod;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a service and its PostgreSQL, and reads along: it counts the statements of the transactions that have to do with
 * one thing, and strikes after one of them, when the database has it and the service does not know what became of it.
 */
final class KillingWire implements AutoCloseable {

    /** Protocol 3.0: no message before the one that says so has a type. */
    private static final int START_UP = 3 << 16;

    private static final int PARSE = 'P';
    private static final int BIND = 'B';

    /** What carries out a statement: one that was prepared, and one in plain text. */
    private static final int EXECUTE = 'E';

    private static final int QUERY = 'Q';

    private static final Watch NOTHING = new Watch("nothing of this name", 0, () -> {});

    private final ServerSocket door;
    private final int database;
    private volatile Watch watch = NOTHING;

    private KillingWire(ServerSocket door, int database) {
        this.door = door;
        this.database = database;
    }

    /** In front of the database at this port. */
    static KillingWire before(int database) throws IOException {
        KillingWire wire = new KillingWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), database);
        Thread.ofPlatform().daemon().name("killing wire").start(wire::letIn);
        return wire;
    }

    String url() {
        return "postgresql://127.0.0.1:" + door.getLocalPort() + "/postgres";
    }

    /** Counts statements of transactions in which this name is told. */
    Watch count(String name) {
        return strike(name, 0, () -> {});
    }

    /** The same, and does this instead of answering the one of this number, from 1. */
    Watch strike(String name, int number, Runnable blow) {
        watch = new Watch(name, number, blow);
        return watch;
    }

    /** Watches nothing any more. */
    void ignore() {
        watch = NOTHING;
    }

    /** What was seen of one thing. */
    static final class Watch {

        private final byte[] name;
        private final int number;
        private final Runnable blow;
        private final AtomicInteger statements = new AtomicInteger();
        private final AtomicBoolean struck = new AtomicBoolean();

        Watch(String name, int number, Runnable blow) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.number = number;
            this.blow = blow;
        }

        int statements() {
            return statements.get();
        }

        boolean struck() {
            return struck.get();
        }

        private void saw(Line line, int type, byte[] body) {
            if ((type == PARSE || type == BIND || type == QUERY) && contains(body, name)) {
                line.ours = this;
            }
            if (line.ours == this && (type == EXECUTE || type == QUERY)) {
                if (statements.incrementAndGet() == number) {
                    line.unheard = true;
                }
                if (type == QUERY && endsTransaction(body)) {
                    line.ours = null;
                }
            }
        }

        private void strike() {
            if (struck.compareAndSet(false, true)) {
                blow.run();
            }
        }
    }

    private static boolean endsTransaction(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        return text.startsWith("COMMIT") || text.startsWith("ROLLBACK");
    }

    private static boolean contains(byte[] body, byte[] name) {
        for (int from = 0; from <= body.length - name.length; from++) {
            int same = 0;
            while (same < name.length && body[from + same] == name[same]) {
                same++;
            }
            if (same == name.length) {
                return true;
            }
        }
        return false;
    }

    /** One connection of the service. */
    private final class Line {

        private final Socket service;
        private final Socket server;

        /** With what its transaction has to do; only whoever reads from the service knows. */
        @Nullable
        private Watch ours;

        /** The service hears nothing any more. */
        private volatile boolean unheard;

        Line(Socket service) throws IOException {
            this.service = service;
            this.server = new Socket(InetAddress.getLoopbackAddress(), database);
            service.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void ask() throws IOException {
            DataInputStream in = new DataInputStream(new BufferedInputStream(service.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
            int code;
            do {
                int length = in.readInt();
                byte[] body = in.readNBytes(length - Integer.BYTES);
                code = (body[0] & 0xFF) << 24 | (body[1] & 0xFF) << 16 | (body[2] & 0xFF) << 8 | body[3] & 0xFF;
                out.writeInt(length);
                out.write(body);
                out.flush();
            } while (code != START_UP);
            for (int type = in.read(); type >= 0; type = in.read()) {
                int length = in.readInt();
                byte[] body = in.readNBytes(length - Integer.BYTES);
                watch.saw(this, type, body);
                out.write(type);
                out.writeInt(length);
                out.write(body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        }

        void answer() throws IOException {
            InputStream in = server.getInputStream();
            OutputStream out = service.getOutputStream();
            byte[] some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                if (unheard) {
                    watch.strike();
                    return;
                }
                out.write(some, 0, read);
            }
        }

        /** Whoever of the two goes, the other is told. */
        void run(Way way) {
            try {
                way.go();
            } catch (IOException gone) {
                // The service was killed, or the database has ended.
            } finally {
                for (Socket socket : new Socket[] {service, server}) {
                    try {
                        socket.close();
                    } catch (IOException closed) {
                        // It is.
                    }
                }
            }
        }
    }

    /** One direction of a connection. */
    private interface Way {
        void go() throws IOException;
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Line line = new Line(door.accept());
                Thread.ofPlatform().daemon().start(() -> line.run(line::ask));
                Thread.ofPlatform().daemon().start(() -> line.run(line::answer));
            } catch (IOException closed) {
                // Nobody comes in any more, or whoever came has gone.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
