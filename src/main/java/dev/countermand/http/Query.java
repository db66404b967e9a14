package dev.countermand.http;

import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Spoken;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads parameters of a query or path so that a bad one is named, not taken for an unknown address. */
public final class Query {

    private Query() {}

    /** A value of an enumeration, or null when not given. */
    public static <E extends Enum<E>> @Nullable E oneOf(Class<E> type, String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(name, "must be one of " + Spoken.valuesOf(type))
                        .asException());
    }

    /** True or false, or null when not given. */
    public static @Nullable Boolean flag(String name, @Nullable String value) {
        return switch (value) {
            case null -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw Refusal.invalid(name, "must be true or false").asException();
        };
    }

    /** A whole number that is not negative, or null when not given. */
    public static @Nullable Integer count(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("0|[1-9]\\d{0,8}")) {
            throw Refusal.invalid(name, "must be a whole number that is not negative")
                    .asException();
        }
        return Integer.valueOf(value);
    }

    /** A text that must be given. */
    public static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Refusal.invalid(name, "must be given").asException();
        }
        return value;
    }

    /** A moment that must be given, by RFC 3339. */
    public static Instant moment(String name, @Nullable String value) {
        try {
            return Iso8601.instant(required(name, value));
        } catch (DateTimeException e) {
            throw Refusal.invalid(name, Iso8601.INSTANT_MESSAGE).asException();
        }
    }

    /** A day that must be given, by ISO 8601. */
    public static LocalDate day(String name, @Nullable String value) {
        try {
            return Iso8601.date(required(name, value));
        } catch (DateTimeException e) {
            throw Refusal.invalid(name, Iso8601.DATE_MESSAGE).asException();
        }
    }

    /** An id made by this service; what cannot be one is simply not there. */
    public static UUID id(String what, String value) {
        return Ids.parse(value).orElseThrow(() -> Refusal.notFound(what).asException());
    }
}
