package dev.countermand.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What whoever runs the service reads at night. */
public final class OperationsPages {

    public static final Path RUNBOOKS = Path.of("docs/runbooks");
    public static final Path OPERATIONS = Path.of("docs/operations.md");

    private OperationsPages() {}

    /** The runbooks, and the page that lists them. */
    public static List<Path> all() {
        try (Stream<Path> runbooks = Files.list(RUNBOOKS)) {
            return Stream.concat(runbooks.sorted(), Stream.of(OPERATIONS)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
