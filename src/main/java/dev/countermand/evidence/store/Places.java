package dev.countermand.evidence.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where new documents are kept. Those that are there stay where they are, and are read from there. */
@ApplicationScoped
public class Places {

    private final Place current;

    /** @throws IllegalArgumentException at start, for a place that is none, or one of which nothing is said */
    Places(@ConfigProperty(name = "countermand.documents.store") String name, ObjectStore objects) {
        current = place(name);
        if (current == Place.S3 && !objects.configured()) {
            throw new IllegalArgumentException(
                    "countermand.documents.store is s3, so countermand.documents.s3.endpoint,"
                            + " .bucket, .access-key and .secret-key are needed");
        }
    }

    public Place current() {
        return current;
    }

    private static Place place(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "database" -> Place.DATABASE;
            case "s3" -> Place.S3;
            default ->
                throw new IllegalArgumentException(
                        "countermand.documents.store must be database or s3, but is \"" + name + "\"");
        };
    }
}
