package dev.countermand.deployment;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/** What the service is set to in production, for manifests that must agree with it. */
public final class ServiceSettings {
    private static final Path APPLICATION_PROPERTIES = Path.of("src/main/resources/application.properties");

    private ServiceSettings() {}

    /** What the service sets in production, or else the default of Quarkus. */
    public static String setting(String name, String otherwise) {
        Properties properties = properties(APPLICATION_PROPERTIES);
        return properties.getProperty("%prod." + name, properties.getProperty(name, otherwise));
    }

    /** The environment variable of a setting. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** As Quarkus reads it: a number of seconds, {@code 20s}, or ISO 8601. */
    static Duration duration(String name, String otherwise) {
        String text = setting(name, otherwise);
        String withUnit = text.matches("\\d+") ? text + "s" : text;
        return Duration.parse(withUnit.startsWith("P") ? withUnit : "PT" + withUnit);
    }

    /** Lines of {@code name=value}; what environments are made of is read in the same way. */
    static Properties properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
