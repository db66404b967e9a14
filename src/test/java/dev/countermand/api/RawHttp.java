package dev.countermand.api;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection to the service under test, on which a caller writes what no client library would. */
final class RawHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PORT_UNKNOWN = -1;

    /** An answer as it came; the body has no chunks any more. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonObject problem() {
            return new JsonObject(body);
        }

        boolean isProblem() {
            return headers.getOrDefault("content-type", "").startsWith("application/problem+json")
                    && problem().getInteger("status") == status;
        }
    }

    private final Socket socket;
    private final InputStream in;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static RawHttp open() throws IOException {
        URI base = URI.create(RestAssured.baseURI);
        int port = base.getPort() == PORT_UNKNOWN ? RestAssured.port : base.getPort();
        Socket socket = new Socket(base.getHost(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return new RawHttp(socket);
    }

    /** What one connection answers to these bytes. */
    static Answer exchange(String head, byte[]... parts) throws IOException {
        try (RawHttp http = open()) {
            http.send(head);
            for (byte[] part : parts) {
                http.sendIfTaken(part);
            }
            return http.answer();
        }
    }

    /** The request line and headers, without the line that ends them. */
    static String head(String method, String path, String token, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        if (!token.isEmpty()) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        Arrays.stream(headers).forEach(header -> head.append(header).append("\r\n"));
        return head.append("\r\n").toString();
    }

    static byte[] chunk(byte[] content) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.write(content);
        chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunk.toByteArray();
    }

    static byte[] lastChunk() {
        return "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The same; whoever has refused does not take all of it. */
    boolean sendIfTaken(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The next answer; its headers in small letters. */
    Answer answer() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks()
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the service has closed the connection, or does so now. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed instead of an answer: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Breaks off. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Closes all of them. */
    static void closeAll(List<RawHttp> connections) throws IOException {
        for (RawHttp connection : connections) {
            connection.close();
        }
    }
}
