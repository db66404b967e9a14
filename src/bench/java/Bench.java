import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of the benchmarks that are easier in Java: free ports, tokens, the sample calls, the loads. Started
 * from the command line: part, then its arguments.
 */
final class Bench {

    private Bench() {}

    public static void main(String... args) throws Exception {
        try {
            run(args);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String... args) throws Exception {
        switch (args[0]) {
            case "ports" -> ports(Integer.parseInt(args[1]));
            case "tokens" -> Tokens.write(Path.of(args[1]), Integer.parseInt(args[2]));
            case "await" -> Calls.awaitReady(args[1], Duration.ofSeconds(Long.parseLong(args[2])));
            case "place" -> new Calls(args[1], Path.of(args[2])).place(args[3], args[4]);
            case "order" -> new Calls(args[1], Path.of(args[2])).placeAndPay(args[3], args[4]);
            case "cancel" -> new Calls(args[1], Path.of(args[2])).cancel(args[3], args[4]);
            case "statements" -> Statements.values(Path.of(args[1]), Path.of(args[2])).forEach(System.out::println);
            case "batch" ->
                Batch.expand(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]), Path.of(args[4]))
                        .forEach(System.out::println);
            case "idle" -> Batch.idle(Path.of(args[1]), Path.of(args[2]));
            case "load" ->
                System.out.println(new Load(Integer.parseInt(args[1]), Path.of(args[2]))
                        .run(
                                Integer.parseInt(args[3]),
                                Duration.ofSeconds(Long.parseLong(args[4])),
                                Integer.parseInt(args[5]),
                                Integer.parseInt(args[6])));
            case "events" ->
                System.out.println(new Events(args[1], Path.of(args[2]))
                        .send(
                                Integer.parseInt(args[3]),
                                Integer.parseInt(args[4]),
                                Integer.parseInt(args[5]),
                                Integer.parseInt(args[6]),
                                Instant.ofEpochMilli(Long.parseLong(args[7]))));
            case "feed" ->
                System.out.println(new Events(args[1], Path.of(args[2]))
                        .send(Integer.parseInt(args[3]), Path.of(args[4]), Integer.parseInt(args[5])));
            case "freezes" ->
                System.out.println(new Freezes(args[1], Path.of(args[2]))
                        .send(
                                Integer.parseInt(args[3]),
                                Integer.parseInt(args[4]),
                                Integer.parseInt(args[5]),
                                Integer.parseInt(args[6]),
                                Instant.ofEpochMilli(Long.parseLong(args[7]))));
            case "list" ->
                Lists.time(args[1], Path.of(args[2]), args[3], Integer.parseInt(args[4]), Integer.parseInt(args[5]));
            case "desk" ->
                new Desk(args[1], Path.of(args[2]), Duration.ofMillis(Long.parseLong(args[3])))
                        .run(
                                Duration.ofSeconds(Long.parseLong(args[4])),
                                Duration.ofSeconds(Long.parseLong(args[5])));
            case "refund" -> new Refunding(args[1], Path.of(args[2])).refund(args[3], Integer.parseInt(args[4]));
            case "refunding" ->
                System.out.println(new Refunding(args[1], Path.of(args[2]))
                        .run(
                                Integer.parseInt(args[3]),
                                Duration.ofSeconds(Long.parseLong(args[4])),
                                Long.parseLong(args[5]),
                                Long.parseLong(args[6])));
            case "replay" ->
                Replay.write(Path.of(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]), Path.of(args[4]));
            default -> throw new IllegalArgumentException("No such part: " + args[0]);
        }
    }

    /** Prints free loopback ports; all are held until all are known, so that they differ. */
    private static void ports(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        for (ServerSocket socket : held) {
            System.out.println(socket.getLocalPort());
            socket.close();
        }
    }
}
