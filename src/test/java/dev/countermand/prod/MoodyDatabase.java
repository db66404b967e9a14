package dev.countermand.prod;

import dev.countermand.TestDatabase;
import dev.countermand.demo.EmbeddedDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A PostgreSQL that can be stopped in its tracks, killed, and started again where it was. */
final class MoodyDatabase implements AutoCloseable {

    private static final Path DATA = Path.of("target", "moody-database").toAbsolutePath();
    private static final Path PID = DATA.resolve("postmaster.pid");

    private static final int CHECK_EVERY_MILLIS = 50;
    private static final int CHECKS = 400;

    private final int port;

    private MoodyDatabase(int port) {
        this.port = port;
    }

    /** A new, empty one. */
    static MoodyDatabase begin() throws IOException {
        if (Files.exists(DATA)) {
            try (Stream<Path> old = Files.walk(DATA)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        MoodyDatabase database = new MoodyDatabase(freePort());
        database.start();
        return database;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts on what is there. */
    void start() throws IOException {
        Files.deleteIfExists(PID);
        // Of the library, which holds it for as long as the process lives.
        Files.deleteIfExists(DATA.resolve("epg-lock"));
        EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestDatabase.PROGRAMS.toFile())
                .setDataDirectory(DATA)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setPort(port)
                .setServerConfig("unix_socket_directories", "")
                // The library's default loses what was committed just before a kill.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Takes connections and answers nothing, as a machine that swaps or a disk that hangs. */
    void pause() throws IOException, InterruptedException {
        signal("STOP", processes());
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT", processes());
    }

    void kill() throws IOException, InterruptedException {
        signal("KILL", processes());
    }

    /** As an operator does who has no time: connections end at once. */
    void restart() throws IOException, InterruptedException {
        signal("QUIT", processes().subList(0, 1));
        for (int check = 0; check < CHECKS && Files.exists(PID); check++) {
            Thread.sleep(CHECK_EVERY_MILLIS);
        }
        start();
    }

    String url() {
        return "postgresql://127.0.0.1:" + port + "/postgres";
    }

    String user() {
        return EmbeddedDatabase.USER;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(PID)) {
            signal("KILL", processes());
            Files.delete(PID);
        }
    }

    /** The main process first. */
    private static List<Long> processes() throws IOException {
        long main = Long.parseLong(Files.readAllLines(PID).getFirst().strip());
        return Stream.concat(
                        Stream.of(main),
                        ProcessHandle.of(main).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .toList();
    }

    private static void signal(String name, List<Long> processes) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + name),
                        processes.stream().map(pid -> String.format(Locale.ROOT, "%d", pid)))
                .toList();
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
