package dev.countermand.document;

import dev.countermand.document.DocumentNode.Scalar;
import dev.countermand.kernel.Wait;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a single value as what a record's component wants. */
final class ValueReader {

    private record Parser(String expected, Function<String, Object> parse) {}

    private static final Map<Class<?>, Parser> PARSERS = Map.of(
            Duration.class, new Parser("a duration such as P20D or PT24H", ValueReader::duration),
            Wait.class, new Parser("a duration such as P20D or PT24H, or business days such as P3BD", Wait::parse),
            Period.class, new Parser("a period such as P7D or P3M", Period::parse),
            LocalDate.class, new Parser("a date such as 2026-01-31", LocalDate::parse),
            ZoneId.class, new Parser("a time zone such as Europe/Moscow", ZoneId::of));

    private ValueReader() {}

    static Object read(Class<?> type, Value value) {
        if (type == int.class) {
            return value.number();
        }
        if (type == String.class) {
            return value.text();
        }
        if (type.isEnum()) {
            return constant(type, value);
        }
        Parser parser = PARSERS.get(type);
        if (parser == null) {
            throw new IllegalStateException(value.path() + " has the type " + type + ", which no document can give");
        }
        if (value.node() instanceof Scalar scalar) {
            try {
                return parser.parse.apply(scalar.text());
            } catch (DateTimeException e) {
                throw value.wrong(parser.expected);
            }
        }
        throw value.wrong(parser.expected);
    }

    private static Duration duration(String text) {
        if (Wait.parse(text) instanceof Wait.Exact exact) {
            return exact.duration();
        }
        throw new DateTimeException("business days where exact time is meant");
    }

    private static Object constant(Class<?> type, Value value) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        if (!(value.node() instanceof Scalar scalar) || !names.contains(scalar.text())) {
            String meant = value.node() instanceof Scalar scalar ? Suggestion.of(scalar.text(), names) : "";
            throw value.faulty("must be one of " + String.join(", ", names) + ", but is "
                    + value.node().described() + meant);
        }
        return type.getEnumConstants()[names.indexOf(scalar.text())];
    }
}
