package dev.countermand.prod;

import dev.countermand.prod.Client.Who;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who means no good, from an address of their own where the machine has more than one of itself. */
final class Attacker {

    /** All of 127.0.0.0/8 is this machine, on Linux. */
    private static final String ADDRESS = "127.0.0.66";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int PIECE = 16_384;
    private static final String END = "\r\n";

    private final int port;
    private final Client client;

    Attacker(int port, Client client) {
        this.port = port;
        this.client = client;
    }

    String token(String subject, String role) {
        return client.bearer(new Who(subject, role));
    }

    /** A token that is rightly signed and says just this. */
    String tokenOf(Map<String, Object> claims) {
        return client.signed(claims);
    }

    /** The lines of a head, without the empty one at its end. */
    static String head(String line, String token, String... headers) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + END;
        String others = headers.length == 0 ? "" : String.join(END, headers) + END;
        return line + " HTTP/1.1" + END + "Host: localhost" + END + authorization + others;
    }

    /** A call with a JSON body; gives the status of its answer, 0 where there is none. */
    int post(String path, String token, String body) throws IOException {
        return send(head("POST " + path, token, "Content-Type: application/json"), body);
    }

    int get(String path, String token) throws IOException {
        return raw(head("GET " + path, token) + END);
    }

    /** A body that is as long as it says. */
    int send(String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return raw(head + "Content-Length: " + bytes.length + END + END + body);
    }

    /** These characters, and nothing else. */
    int raw(String text) throws IOException {
        try (Socket socket = connect()) {
            write(socket, text.getBytes(StandardCharsets.UTF_8));
            return status(socket);
        }
    }

    /** A body in chunks, of which the length is not told; on until it ends or nobody listens any more. */
    int chunked(String head, String beginning, long length) throws IOException {
        try (Socket socket = connect()) {
            write(socket, (head + "Transfer-Encoding: chunked" + END + END).getBytes(StandardCharsets.UTF_8));
            byte[] piece = new byte[PIECE];
            byte[] first = beginning.getBytes(StandardCharsets.UTF_8);
            boolean listens = write(socket, chunk(first));
            for (long sent = first.length; listens && sent < length; sent += PIECE) {
                listens = write(socket, chunk(piece));
            }
            if (listens) {
                write(socket, "0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            }
            return status(socket);
        }
    }

    /** Begins so many calls at once and never ends them; closes them after a while. */
    List<Integer> stall(int connections, String beginning, int millis) throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Socket socket = connect();
                open.add(socket);
                write(socket, beginning.getBytes(StandardCharsets.UTF_8));
            }
            Thread.sleep(millis);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(ADDRESS, 0));
        } catch (BindException e) {
            // A machine with one address: then from the same as everybody.
            socket.close();
            socket = new Socket();
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] chunk(byte[] bytes) {
        byte[] before = (Integer.toHexString(bytes.length) + END).getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[before.length + bytes.length + 2];
        System.arraycopy(before, 0, chunk, 0, before.length);
        System.arraycopy(bytes, 0, chunk, before.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    /** Whether anybody listened. */
    private static boolean write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** 0 where the connection was closed, or nothing came in time. */
    private static int status(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
            return line.matches("HTTP/1.1 \\d{3}") ? Integer.parseInt(line.substring(9)) : 0;
        } catch (SocketTimeoutException e) {
            return NO_ANSWER;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Neither an answer nor an end, which is never right. */
    static final int NO_ANSWER = -1;
}
