package dev.countermand.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The main process of a PostgreSQL server, found by the file that it keeps in its data folder. */
final class Postmaster {

    private static final int CHECK_EVERY_MILLIS = 50;

    /** How often the end of the server is looked for: 20 seconds, of which it usually needs one. */
    private static final int CHECKS = 400;

    private final ProcessHandle process;
    private final Path file;

    private Postmaster(ProcessHandle process, Path file) {
        this.process = process;
        this.file = file;
    }

    /**
     * The server that runs on this data folder. A file left by one that runs no more, whose number another process has
     * by now, is removed: it would keep PostgreSQL from starting. Call it only while nobody else can start one.
     */
    static Optional<Postmaster> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        Optional<ProcessHandle> process = pid(file).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isPresent() && !isServerOf(data, process.get())) {
            Files.delete(file);
            return Optional.empty();
        }
        return process.map(found -> new Postmaster(found, file));
    }

    private static Optional<Long> pid(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(lines.getFirst().strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** It is started as {@code postgres -D folder ...}; where a system does not tell the arguments, the name decides. */
    private static boolean isServerOf(Path data, ProcessHandle process) {
        String program = process.info().command().orElse("");
        Optional<String[]> arguments = process.info().arguments();
        return Path.of(program).getFileName().toString().startsWith("postgres")
                && arguments
                        .map(Arrays::asList)
                        .map(all -> all.contains(data.toString()))
                        .orElse(true);
    }

    long pid() {
        return process.pid();
    }

    /** Stops the server and waits for its end; what was committed is kept whichever way it ends. */
    void stop() {
        List<ProcessHandle> parts = process.descendants().toList();
        interrupt();
        if (!ended()) {
            process.destroyForcibly();
            parts.forEach(ProcessHandle::destroyForcibly);
            ended();
        }
    }

    /** SIGINT ends the connections of clients as well; SIGTERM would wait for them. */
    private void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            process.destroy();
        }
    }

    /** Its file goes last; where nobody collects ended processes, they seem to be alive without it. */
    private boolean ended() {
        for (int check = 0; check < CHECKS; check++) {
            if (!process.isAlive() || !Files.exists(file)) {
                return true;
            }
            try {
                Thread.sleep(CHECK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
