package dev.countermand.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which dev mode keeps its data from run to run.
 *
 * @param path absolute
 */
record DevFolder(Path path) {

    static final String PROPERTY = "countermand.dev.data";
    static final String ENVIRONMENT = "COUNTERMAND_DEV_DATA";

    private static final String NAME = ".countermand";

    /** The folder that was asked for, else {@code .countermand} in the project's folder. */
    static DevFolder find() {
        String wanted = System.getProperty(PROPERTY, System.getenv(ENVIRONMENT));
        Path path = wanted == null || wanted.isBlank() ? project().resolve(NAME) : Path.of(wanted);
        return new DevFolder(path.toAbsolutePath().normalize());
    }

    /** Dev mode may work in {@code target}: the project is the nearest folder above with a build file. */
    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        return here;
    }

    Path database() {
        return path.resolve("database");
    }

    /** Exists while a new database is being made: one that was interrupted is begun again. */
    Path unfinished() {
        return path.resolve("database.unfinished");
    }

    Path databaseLog() {
        return path.resolve("database.log");
    }

    Path clock() {
        return path.resolve("clock");
    }

    /** Where the programs of PostgreSQL are unpacked. */
    Path programs() {
        return ours().resolve("programs");
    }

    /** Around the programs, which the library leaves open to everybody. */
    private Path ours() {
        return path.resolve("postgresql");
    }

    /**
     * Makes the folder this process's own until it ends, or the channel is closed.
     *
     * @throws DemoFailure when another process has it, or it cannot be written
     */
    FileChannel lock() {
        Path file = path.resolve("lock");
        try {
            create();
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new DemoFailure("Another Countermand" + (owner.isEmpty() ? "" : " (process " + owner + ")")
                        + " is using the data in " + path + ": stop it, or set " + ENVIRONMENT + " to another folder.");
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException e) {
            throw new DemoFailure(
                    "The folder " + path + " cannot be written: make it writable, move or delete it, or set "
                            + ENVIRONMENT + " to another folder (" + e + ").",
                    e);
        }
    }

    private void create() throws IOException {
        Files.createDirectories(path);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    ours(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(ours());
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
