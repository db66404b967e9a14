package dev.countermand.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

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
    private static final String FAILED = "could not start server";

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
     * The database of dev mode: what it once confirmed it keeps, whatever happens to the process or the machine.
     *
     * @throws DemoFailure when the folder is in use or cannot be used
     */
    static EmbeddedDatabase kept(DevFolder folder) {
        FileChannel lock = folder.lock();
        DatabaseFolder data = new DatabaseFolder(folder);
        try {
            data.prepare();
            EmbeddedDatabase database = new EmbeddedDatabase(start(folder, data));
            data.finished();
            Postmaster server = Postmaster.of(folder.database()).orElseThrow(() -> data.unusable("its server has ended"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, lock), "dev database stop"));
            return database;
        } catch (IOException e) {
            throw data.unusable(e.toString());
        }
    }

    /** The hook also holds the lock for as long as the process lives. */
    private static void stop(Postmaster server, FileChannel lock) {
        server.stop();
        try {
            lock.close();
        } catch (IOException e) {
            // The process ends, and its locks with it.
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

    /** Returns the port, or throws as soon as the server has said that it does not start. */
    private static int start(DevFolder folder, DatabaseFolder data) throws IOException {
        Path log = folder.databaseLog();
        Files.deleteIfExists(log);
        EmbeddedPostgres.Builder builder = builder(folder.programs())
                .setDataDirectory(folder.database())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                // Both are off in this distribution.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
        CompletableFuture<EmbeddedPostgres> starting = CompletableFuture.supplyAsync(() -> start(builder));
        while (true) {
            try {
                return starting.get(LOOK_FOR_FAILURE_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                        .getPort();
            } catch (TimeoutException e) {
                if (lastLine(log, FAILED).isPresent()) {
                    throw data.unusable(why(log, "see " + log));
                }
            } catch (ExecutionException e) {
                throw data.unusable(why(log, String.valueOf(e.getCause())));
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

    private static String why(Path log, String otherwise) throws IOException {
        return lastLine(log, "FATAL:")
                .or(() -> lastLine(log, "PANIC:"))
                .or(() -> lastLine(log, "error:"))
                .orElse(otherwise);
    }

    private static Optional<String> lastLine(Path log, String containing) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(containing)).reduce((earlier, later) -> later);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
