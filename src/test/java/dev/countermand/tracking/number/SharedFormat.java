package dev.countermand.tracking.number;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A format as the shared data describe it. The data are no part of the product: whoever asks for them when they are
 * absent is skipped.
 */
record SharedFormat(
        String carrier,
        String name,
        Pattern pattern,
        boolean hasCheck,
        List<Map<?, ?>> tables,
        List<String> valid,
        List<String> invalid) {

    /** A hyphen outside of square brackets: it separates, and canonical numbers have none. */
    private static final String SEPARATOR = "-(?![^\\[]*])";

    private static final Path FOLDER = Path.of("..", "shared", "data", "tracking-numbers");

    static List<SharedFormat> all() {
        assumeTrue(Files.isDirectory(FOLDER), () -> "skipped: no shared data at " + FOLDER.toAbsolutePath());
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<SharedFormat> formats = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String carrier = file.getFileName().toString().replace(".json", "");
                // JSON is YAML, as far as these files go.
                Map<?, ?> json = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
                list(json, "formats").forEach(format -> formats.add(read(carrier, (Map<?, ?>) format)));
            }
            return formats;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SharedFormat read(String carrier, Map<?, ?> json) {
        Object regex = field(json, "regex");
        String joined = regex instanceof List<?> pieces
                ? String.join("", pieces.stream().map(String::valueOf).toList())
                : regex.toString();
        Map<?, ?> samples = (Map<?, ?>) field(json, "test_numbers");
        return new SharedFormat(
                carrier,
                (json.containsKey("id") ? field(json, "id") : field(json, "name")).toString(),
                Pattern.compile(joined.replaceAll(SEPARATOR, "")),
                ((Map<?, ?>) field(json, "validation")).containsKey("checksum"),
                list(json, "additional").stream()
                        .<Map<?, ?>>map(table -> (Map<?, ?>) table)
                        .toList(),
                list(samples, "valid").stream().map(Object::toString).toList(),
                list(samples, "invalid").stream().map(Object::toString).toList());
    }

    static Object field(Map<?, ?> json, String name) {
        return Objects.requireNonNull(json.get(name), name);
    }

    static List<?> list(Map<?, ?> json, String name) {
        return (List<?>) field(json, name);
    }

    @Override
    public String toString() {
        return carrier + " " + name;
    }
}
