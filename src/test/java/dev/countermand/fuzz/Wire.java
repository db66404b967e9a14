package dev.countermand.fuzz;

import dev.countermand.fuzz.Draft.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are, which no HTTP client would, and reads what comes back. */
final class Wire implements AutoCloseable {

    private static final String HOST = "localhost";

    /** How long the service may take with any call before it counts as one that never answers. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How long it may take with what is framed wrongly before nothing more comes of us either. */
    private static final Duration PATIENCE_WITH_BROKEN = Duration.ofSeconds(1);

    private static final int LARGEST_SENT_AT_ONCE = 16_384;

    /** What an answer may have at most; more is not read. */
    private static final int LARGEST_READ = 20_000_000;

    /**
     * What came back.
     *
     * @param status 0 when the connection was closed without an answer
     * @param took from the first byte sent to the last one read
     */
    record Answer(int status, Map<String, String> headers, String body, Duration took) {

        String contentType() {
            return headers.getOrDefault("content-type", "");
        }
    }

    private final int port;

    @Nullable
    private Socket kept;

    Wire(int port) {
        this.port = port;
    }

    String host() {
        return HOST + ":" + port;
    }

    /** On the connection of the call before, when that left it usable; what is framed wrongly gets one of its own. */
    Answer send(Message message) throws IOException {
        if (message.framing()) {
            close();
        }
        Socket reused = kept;
        if (reused != null) {
            Answer answer = on(reused, message);
            if (answer.status() != 0) {
                return answer;
            }
            // It may have been closed for the call before; a connection of its own decides.
            close();
        }
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(HOST, port), (int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return on(socket, message);
    }

    private Answer on(Socket socket, Message message) throws IOException {
        long start = System.nanoTime();
        kept = socket;
        Thread writer = write(socket, message);
        try {
            socket.setSoTimeout((int) (message.framing() ? PATIENCE_WITH_BROKEN : PATIENCE).toMillis());
            Answer answer = read(new BufferedInputStream(socket.getInputStream()), message.head(), start);
            if (message.framing()
                    || answer.headers().getOrDefault("connection", "").equalsIgnoreCase("close")) {
                close();
            }
            return answer;
        } catch (SocketTimeoutException e) {
            close();
            if (message.framing()) {
                return none(start);
            }
            throw new IOException("no answer within " + PATIENCE, e);
        } catch (IOException e) {
            close();
            return none(start);
        } finally {
            join(writer);
        }
    }

    private static Answer none(long start) {
        return new Answer(0, Map.of(), "", Duration.ofNanos(System.nanoTime() - start));
    }

    /** Beside the reading, because an answer may come before all is sent, and then nobody reads on. */
    private static Thread write(Socket socket, Message message) {
        return Thread.ofVirtual().start(() -> {
            try {
                byte[] bytes = message.bytes();
                for (int at = 0; at < bytes.length; at += LARGEST_SENT_AT_ONCE) {
                    socket.getOutputStream().write(bytes, at, Math.min(LARGEST_SENT_AT_ONCE, bytes.length - at));
                }
                if (message.unfinished()) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // Whether that was right is seen by the answer.
            }
        });
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer read(InputStream in, boolean head, long start) throws IOException {
        String line = line(in);
        while (line.startsWith("HTTP/1.1 1") && !line.startsWith("HTTP/1.1 101")) {
            headers(in);
            line = line(in);
        }
        if (!line.matches("HTTP/1\\.[01] [1-9]\\d\\d.*")) {
            throw new IOException("no answer of HTTP: " + line);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        Map<String, String> headers = headers(in);
        boolean empty = head || status == 101 || status == 204 || status == 304;
        byte[] body = empty ? new byte[0] : plain(body(in, headers), headers.getOrDefault("content-encoding", ""));
        return new Answer(
                status, headers, new String(body, StandardCharsets.UTF_8), Duration.ofNanos(System.nanoTime() - start));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "" + LARGEST_READ));
            return in.readNBytes(Math.min(length, LARGEST_READ));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
            if (body.size() > LARGEST_READ) {
                throw new IOException("an answer without end");
            }
        }
        headers(in);
        return body.toByteArray();
    }

    private static byte[] plain(byte[] body, String coding) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            case "deflate" -> new InflaterInputStream(new ByteArrayInputStream(body)).readAllBytes();
            default -> body;
        };
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }
}
