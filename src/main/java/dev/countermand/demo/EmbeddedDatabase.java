package dev.countermand.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL for trying and testing: needs no installation, listens on this machine only, ends with the process.
 *
 * @param port on which it listens
 */
public record EmbeddedDatabase(int port) {

    public static final String USER = "postgres";

    /** Crash recovery on a slow disk may take a while. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private static final int LOOK_FOR_FAILURE_EVERY_MILLIS = 100;

    /** What {@code pg_ctl} says when the server has ended instead of starting. */
    private static final List<String> FAILED = List.of("pg_ctl: could not start server", "pg_ctl: error:");

    /** What the programs put before their reason. */
    private static final List<String> REASON = List.of("FATAL:", "PANIC:", "error:");

    /** The address as {@code quarkus.datasource.reactive.url} wants it. */
    public String url() {
        return "postgresql://127.0.0.1:" + port + "/postgres";
    }

    /**
     * A new, empty database that need not outlive the process: fast, because it never waits for the disk.
     *
     * @param programs folder into which PostgreSQL is unpacked, unless it is there already
     */
    public static EmbeddedDatabase temporary(Path programs) throws IOException {
        return new EmbeddedDatabase(builder(programs).start().getPort());
    }

    /**
     * The database of dev mode, until the process ends: what it once confirmed it keeps, whatever happens to the process
     * or the machine.
     *
     * @throws DemoFailure when the folder is in use or cannot be used
     */
    static EmbeddedDatabase kept(DevFolder folder) {
        FileChannel lock = folder.lock();
        DatabaseFolder data = new DatabaseFolder(folder);
        DatabaseKeeper keeper = new DatabaseKeeper(folder, data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keeper, data, lock), "dev database stop"));
        return new EmbeddedDatabase(keeper.begin());
    }

    /** The hook also holds the lock for as long as the process lives. */
    private static void stop(DatabaseKeeper keeper, DatabaseFolder data, FileChannel lock) {
        keeper.end();
        try (lock) {
            data.stopServer();
        } catch (IOException e) {
            // The next start finds the server and stops it.
        }
    }

    /**
     * Starts a server on the folder, or says as soon as it can that none starts.
     *
     * @param port on which it is to listen; 0 for any
     */
    static EmbeddedDatabase start(DevFolder folder, DatabaseFolder data, int port) throws IOException {
        data.prepare();
        Path log = folder.databaseLog();
        Files.deleteIfExists(log);
        EmbeddedPostgres.Builder builder = builder(folder.programs())
                .setDataDirectory(folder.database())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                // Both are off in this distribution.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        CompletableFuture<EmbeddedPostgres> starting = CompletableFuture.supplyAsync(() -> start(builder));
        while (true) {
            try {
                int found = starting.get(LOOK_FOR_FAILURE_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                        .getPort();
                data.finished();
                return new EmbeddedDatabase(found);
            } catch (TimeoutException e) {
                if (lastAfter(FAILED, log).isPresent()) {
                    throw data.unusable(lastAfter(REASON, log).orElse("see " + log));
                }
            } catch (ExecutionException e) {
                throw data.unusable(lastAfter(REASON, log).orElse(String.valueOf(e.getCause())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw data.unusable("its start was interrupted");
            }
        }
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path programs) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setPGStartupWait(START_TIMEOUT)
                // The same rules for order and case on every machine.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("unix_socket_directories", "");
    }

    /** What the last line with one of these words says after it; an earlier word goes before a later one. */
    private static Optional<String> lastAfter(List<String> words, Path log) throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(log).reversed();
        return words.stream()
                .flatMap(word -> lines.stream()
                        .filter(line -> line.contains(word))
                        .map(line -> line.substring(line.indexOf(word) + word.length())
                                .strip()))
                .findFirst();
    }
}
