package dev.countermand.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The data folder of the dev database, before a server is started on it. The caller holds the lock around it. */
final class DatabaseFolder {

    /** The version whose programs are on the class path; another one cannot read the data. */
    static final String MAJOR_VERSION = "18";

    private final Path data;
    private final Path unfinished;

    DatabaseFolder(DevFolder folder) {
        this.data = folder.database();
        this.unfinished = folder.unfinished();
    }

    /**
     * Makes it so that a server can be started: ends one that was left behind, throws away what an interrupted first
     * start left.
     *
     * @throws DemoFailure when the folder is something else
     */
    void prepare() throws IOException {
        if (Files.exists(unfinished)) {
            stopServer();
            delete();
        }
        if (isMissingOrEmpty()) {
            Files.writeString(unfinished, "");
        } else {
            refuseForeign();
            stopServer();
            // Of the library, which holds it for as long as the process lives; the caller's lock is around it.
            Files.deleteIfExists(data.resolve("epg-lock"));
        }
    }

    /** The server that runs on the folder. */
    Optional<Postmaster> server() throws IOException {
        return Postmaster.of(data);
    }

    /** Ends the server that runs on the folder, if one does. */
    void stopServer() throws IOException {
        server().ifPresent(Postmaster::stop);
    }

    /** From here on the data is worth keeping. */
    void finished() throws IOException {
        Files.deleteIfExists(unfinished);
    }

    /** The sentence for a folder on which no server can be started. */
    DemoFailure unusable(String why) {
        return new DemoFailure("The dev database in " + data + " cannot be used (" + why
                + "): move or delete that folder, and the next start makes a new one.");
    }

    private void refuseForeign() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw unusable("it is not a PostgreSQL data folder");
        }
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR_VERSION)) {
            throw unusable("it is of PostgreSQL " + found + ", and this is PostgreSQL " + MAJOR_VERSION);
        }
    }

    private boolean isMissingOrEmpty() throws IOException {
        if (!Files.exists(data)) {
            return true;
        }
        try (Stream<Path> content = Files.list(data)) {
            return content.findAny().isEmpty();
        } catch (NotDirectoryException e) {
            throw unusable("it is not a folder");
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> content = Files.walk(data)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
