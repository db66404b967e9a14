package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Two calls really at once: both are with the service but for their last byte, and the two last bytes follow each other from
 * one thread.
 */
public final class AtOnce {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final URI server;
    private final BinaryOperator<String> tokens;

    public AtOnce(URI server) {
        this(server, Http::token);
    }

    /**
     * For whoever has tokens of their own.
     *
     * @param tokens of a subject and a role
     */
    public AtOnce(URI server, BinaryOperator<String> tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    /**
     * A POST.
     *
     * @param body empty where there is none
     * @param header more lines of its head, each with its end; or empty
     */
    public record Call(String path, String subject, String role, String contentType, String body, String header) {

        public Call(String path, String subject, String role, Map<String, Object> body) {
            this(path, subject, role, "application/json", body.isEmpty() ? "" : new JsonObject(body).encode(), "");
        }

        public Call with(String line) {
            return new Call(path, subject, role, contentType, body, header + line + "\r\n");
        }

        public Call ifMatch(long version) {
            return with("If-Match: \"" + version + "\"");
        }
    }

    /** What came back. */
    public record Reply(int status, String head, JsonObject body) {

        /** From the ETag. */
        public long version() {
            return Long.parseLong(head.replaceFirst("(?s).*ETag: \"(\\d+)\".*", "$1"));
        }
    }

    /** Both at once; the first one's last byte is sent first. */
    public List<Reply> both(Call one, Call other) throws IOException {
        byte[] first = bytes(one);
        byte[] second = bytes(other);
        try (Socket a = connect();
                Socket b = connect()) {
            OutputStream toA = a.getOutputStream();
            OutputStream toB = b.getOutputStream();
            toA.write(first, 0, first.length - 1);
            toB.write(second, 0, second.length - 1);
            // The service says so when it has read a head with a body to come: from here on both have arrived.
            awaitContinue(one, a.getInputStream());
            awaitContinue(other, b.getInputStream());
            toA.write(first, first.length - 1, 1);
            toB.write(second, second.length - 1, 1);
            return List.of(read(a.getInputStream()), read(b.getInputStream()));
        }
    }

    /** As many as there are; the last bytes follow each other in their order. */
    public List<Reply> all(List<Call> calls) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (Call call : calls) {
                Socket socket = connect();
                sockets.add(socket);
                byte[] all = bytes(call);
                socket.getOutputStream().write(all, 0, all.length - 1);
            }
            for (int i = 0; i < calls.size(); i++) {
                awaitContinue(calls.get(i), sockets.get(i).getInputStream());
            }
            for (int i = 0; i < calls.size(); i++) {
                byte[] all = bytes(calls.get(i));
                sockets.get(i).getOutputStream().write(all, all.length - 1, 1);
            }
            List<Reply> replies = new ArrayList<>();
            for (Socket socket : sockets) {
                replies.add(read(socket.getInputStream()));
            }
            return replies;
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** One in the same way, beside whatever else goes on. */
    public Reply one(Call call) throws IOException {
        try (Socket socket = connect()) {
            byte[] all = bytes(call);
            OutputStream out = socket.getOutputStream();
            out.write(all, 0, all.length - 1);
            awaitContinue(call, socket.getInputStream());
            out.write(all, all.length - 1, 1);
            return read(socket.getInputStream());
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private byte[] bytes(Call call) {
        String expect = call.body.isEmpty() ? "" : "Expect: 100-continue\r\n";
        String head = "POST " + call.path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nConnection: close\r\n" + expect
                + "Authorization: Bearer " + tokens.apply(call.subject, call.role) + "\r\n" + call.header
                + "Content-Type: " + call.contentType + "\r\nContent-Length: " + call.body.length() + "\r\n\r\n";
        return (head + call.body).getBytes(StandardCharsets.US_ASCII);
    }

    private static Reply read(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        return new Reply(
                Integer.parseInt(text.substring(9, 12)),
                text.substring(0, end),
                new JsonObject(text.substring(end + 4)));
    }

    private static void awaitContinue(Call call, InputStream in) throws IOException {
        if (call.body.isEmpty()) {
            return;
        }
        byte[] expected = CONTINUE.getBytes(StandardCharsets.US_ASCII);
        assertThat(in.readNBytes(expected.length))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(CONTINUE);
    }
}
