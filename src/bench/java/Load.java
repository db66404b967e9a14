import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cancellation requests over connections that are kept open, each on an order that nobody has touched. It shares the
 * machine with what it measures, so it does as little as possible: plain sockets, and only the head of an answer is read
 * as text.
 */
final class Load {

    private static final int MOST_ANSWER_BYTES = 65_536;

    private final int port;
    private final List<String> tokens;

    Load(int port, Path folder) throws IOException {
        this.port = port;
        this.tokens = Files.readAllLines(folder.resolve(Tokens.BUYERS));
    }

    /** What a connection saw: nanoseconds per 201, everything else, and what the first of these said. */
    private record Seen(long[] nanos, int failures, String firstFailure) {}

    /** Loads for so long, on orders from {@code first} on, at most {@code most} of them; returns a line of figures. */
    String run(int connections, Duration length, int first, int most) throws Exception {
        AtomicInteger next = new AtomicInteger(first);
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Callable<Seen>> work = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                work.add(() -> connection(next, first + most, end));
            }
            List<Future<Seen>> seen = threads.invokeAll(work);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return figures(seen, seconds);
        }
    }

    private static String figures(List<Future<Seen>> all, double seconds) throws Exception {
        long[] nanos = new long[0];
        int failures = 0;
        String firstFailure = "";
        for (Future<Seen> one : all) {
            Seen seen = one.get();
            int before = nanos.length;
            nanos = Arrays.copyOf(nanos, before + seen.nanos().length);
            System.arraycopy(seen.nanos(), 0, nanos, before, seen.nanos().length);
            failures += seen.failures();
            firstFailure = firstFailure.isEmpty() ? seen.firstFailure() : firstFailure;
        }
        Arrays.sort(nanos);
        if (failures > 0) {
            System.err.println(firstFailure);
        }
        return String.format(
                Locale.ROOT,
                "%d %d %.1f %.2f %.2f",
                nanos.length,
                failures,
                nanos.length / seconds,
                percentile(nanos, 0.50),
                percentile(nanos, 0.99));
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    private Seen connection(AtomicInteger next, int endOfOrders, long end) throws IOException {
        long[] nanos = new long[1_024];
        int count = 0;
        int failures = 0;
        String firstFailure = "";
        byte[] answer = new byte[MOST_ANSWER_BYTES];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                int order = next.getAndIncrement();
                if (order >= endOfOrders) {
                    throw new IllegalStateException("There are not enough orders: set ORDERS_PER_SECOND higher");
                }
                byte[] request = request(order);
                long sent = System.nanoTime();
                out.write(request);
                int length = read(in, answer);
                long took = System.nanoTime() - sent;
                if (isCreated(answer)) {
                    nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
                    nanos[count++] = took;
                } else if (failures++ == 0) {
                    firstFailure = new String(answer, 0, length, StandardCharsets.UTF_8);
                }
            }
        }
        return new Seen(Arrays.copyOf(nanos, count), failures, firstFailure);
    }

    private byte[] request(int order) {
        String head = "POST /v1/orders/" + order + "/cancellations HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + tokens.get(order % tokens.size()) + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + order
                + "\r\nContent-Length: " + Calls.CANCELLATION.length() + "\r\n\r\n";
        return (head + Calls.CANCELLATION).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads one answer whole; returns its length. */
    private static int read(InputStream in, byte[] answer) throws IOException {
        int length = 0;
        int wanted = Integer.MAX_VALUE;
        while (length < wanted) {
            int more = in.read(answer, length, answer.length - length);
            if (more <= 0) {
                throw new EOFException("The service closed the connection");
            }
            length += more;
            if (wanted == Integer.MAX_VALUE) {
                int body = endOfHead(answer, length);
                wanted = body < 0 ? wanted : body + contentLength(answer, body);
            }
        }
        return length;
    }

    private static int endOfHead(byte[] answer, int length) {
        for (int i = 3; i < length; i++) {
            if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n' && answer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] answer, int endOfHead) {
        String head = new String(answer, 0, endOfHead, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length:");
        if (at < 0) {
            throw new IllegalStateException("An answer without a length: " + head);
        }
        return Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    /** The status is at a fixed place: "HTTP/1.1 201". */
    private static boolean isCreated(byte[] answer) {
        return answer[9] == '2' && answer[10] == '0' && answer[11] == '1';
    }
}
