package dev.countermand.document;

import dev.countermand.policy.document.FaultyPolicyException;

import dev.countermand.document.DocumentNode.Kind;
import dev.countermand.document.DocumentNode.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads single values. Nothing is converted: a number in quotes is no number, and NO without quotes is no text. */
public final class ValueReader {

    /** Other ways in which YAML writes a number (octal, with underscores) are more often a slip than meant. */
    private static final String WHOLE_NUMBER = "-?(0|[1-9]\\d*)";

    private record Parser(String expected, Function<String, Object> parse) {}

    private static final Map<Class<?>, Parser> PARSERS = Map.of(
            Duration.class, new Parser("a duration such as P20D or PT24H", ValueReader::duration),
            Period.class, new Parser("a period such as P7D or P3M", Period::parse),
            LocalDate.class, new Parser("a date such as 2026-01-31", LocalDate::parse),
            ZoneId.class, new Parser("a time zone such as Europe/Moscow", ZoneId::of));

    private ValueReader() {}

    /** A day less an hour is more often a slip than meant. */
    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isPositive() && text.contains("-")) {
            throw new DateTimeException("mixed signs");
        }
        return duration;
    }

    /**
     * @param key where to report a fault
     * @param path its full name
     */
    public static Object read(Class<?> type, DocumentNode node, Place key, String path) {
        if (type == int.class) {
            return number(node, key, path);
        }
        if (type == String.class) {
            return text(node, key, path);
        }
        if (type.isEnum()) {
            return constant(type, node, key, path);
        }
        Parser parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalStateException(path + " has the type " + type + ", which no document can give");
        }
        if (node instanceof Scalar scalar) {
            try {
                return parser.parse.apply(scalar.text());
            } catch (DateTimeException e) {
                throw wrong(node, key, path, parser.expected);
            }
        }
        throw wrong(node, key, path, parser.expected);
    }

    public static FaultyPolicyException wrong(DocumentNode node, Place key, String path, String expected) {
        return key.faulty(path + " must be " + expected + ", but is " + node.described());
    }

    private static int number(DocumentNode node, Place key, String path) {
        if (!(node instanceof Scalar scalar)
                || scalar.kind() != Kind.WHOLE_NUMBER
                || !scalar.text().matches(WHOLE_NUMBER)) {
            throw wrong(node, key, path, "a whole number");
        }
        try {
            return Integer.parseInt(scalar.text());
        } catch (NumberFormatException e) {
            throw wrong(node, key, path, "a whole number of reasonable size");
        }
    }

    private static String text(DocumentNode node, Place key, String path) {
        if (!(node instanceof Scalar scalar)
                || scalar.kind() != Kind.TEXT
                || scalar.text().isBlank()) {
            throw wrong(node, key, path, "text, in quotes if need be");
        }
        return scalar.text();
    }

    private static Object constant(Class<?> type, DocumentNode node, Place key, String path) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        if (!(node instanceof Scalar scalar) || !names.contains(scalar.text())) {
            String meant = node instanceof Scalar scalar ? Suggestion.of(scalar.text(), names) : "";
            throw key.faulty(
                    path + " must be one of " + String.join(", ", names) + ", but is " + node.described() + meant);
        }
        return type.getEnumConstants()[names.indexOf(scalar.text())];
    }
}
