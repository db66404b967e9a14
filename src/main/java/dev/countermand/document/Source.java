package dev.countermand.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A document to read, and how what is wrong with it is refused.
 *
 * @param file the name to report
 * @param refusal makes what is thrown of one sentence with file, line and reason
 */
public record Source(String file, Function<String, RuntimeException> refusal) {

    /** A line of it, from 1. */
    public Place line(int line) {
        return new Place(this, line);
    }

    /** What the application brings along under this name. */
    public String shipped(String resource) {
        try (InputStream in = Source.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw line(1).faulty(resource + " is not in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
