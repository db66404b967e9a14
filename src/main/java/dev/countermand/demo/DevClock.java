package dev.countermand.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The machine's clock, moved forward; it never goes back, not even over a restart on kept data. */
public final class DevClock implements InstantSource {

    private static final InstantSource SYSTEM = InstantSource.system();

    private final @Nullable Path file;
    private volatile Duration offset;

    private DevClock(@Nullable Path file, Duration offset) {
        this.file = file;
        this.offset = offset;
    }

    /** A clock whose offset is forgotten with the process. */
    static DevClock inMemory() {
        return new DevClock(null, Duration.ZERO);
    }

    /** A clock whose offset is kept in a file. */
    static DevClock keptIn(Path file) {
        try {
            Duration offset =
                    Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
            return new DevClock(file, offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        return SYSTEM.instant().plus(offset);
    }

    /** Moves the clock forward by a positive amount. */
    public synchronized void advance(Duration by) {
        if (!by.isPositive()) {
            throw new IllegalArgumentException("the clock only goes forward");
        }
        Duration moved = offset.plus(by);
        keep(moved);
        offset = moved;
    }

    /** Replaced in one step: a half-written offset would set the clock back. */
    private void keep(Duration moved) {
        if (file == null) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(next, moved.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
