package dev.countermand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the service, for tests that read them. */
public final class Sources {

    private Sources() {}

    /** Every file of Java in {@code src/main/java}. */
    public static List<Path> files() {
        try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
            return all.filter(path -> path.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of one of them. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
