package dev.countermand.http.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.countermand.kernel.Iso8601;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Refusal.FieldError;
import dev.countermand.kernel.Spoken;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says of a body that could not be taken which field was wrong and what was wrong with it. */
public final class InvalidBodies {

    /** Names in bodies are the sender's, and may be long; so much of one is repeated. */
    private static final int PATH_AT_MOST = 200;

    private static final String BEYOND_LIMITS = "must not have numbers of more than "
            + StreamReadConstraints.DEFAULT_MAX_NUM_LEN + " digits, names of more than "
            + StreamReadConstraints.DEFAULT_MAX_NAME_LEN + " characters or more than "
            + StreamReadConstraints.DEFAULT_MAX_DEPTH + " levels";

    private InvalidBodies() {}

    /** Broken JSON, a wrong type, an unknown field, a value outside an enumeration, a list that is too long. */
    public static Refusal refusalOf(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Refusal.invalid(path(mapping), message(mapping));
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return Refusal.invalid("body", message(mismatch));
        }
        if (isBeyondLimits(failure)) {
            return Refusal.invalid("body", BEYOND_LIMITS);
        }
        return Refusal.invalid("body", "is not valid JSON in UTF-8" + place(failure.getLocation()));
    }

    /** A number, a name, a text or a nesting that the parser does not take; it does not say where. */
    private static boolean isBeyondLimits(Throwable failure) {
        return failure instanceof StreamConstraintsException
                || (failure.getCause() != null && isBeyondLimits(failure.getCause()));
    }

    private static String place(@Nullable JsonLocation where) {
        return where == null ? "" : ", at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    /** The constraints that a body violates, as a refusal. */
    public static Refusal refusalOf(ConstraintViolationException failure) {
        return Refusal.invalid(errorsOf(failure));
    }

    /** Every violated constraint, in the order of the field names. */
    public static List<FieldError> errorsOf(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(path(violation), violation.getMessage()))
                .distinct()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    /** What is wrong with one element of a list whose elements are read one by one. */
    public static List<FieldError> errorsAt(int place, JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping) {
            mapping.prependPath(List.of(), place);
        }
        return refusalOf(failure).errors();
    }

    /** The same of an element that could be read; nothing where no constraint is violated. */
    public static <T> List<FieldError> errorsAt(int place, Set<ConstraintViolation<T>> violations) {
        return errorsOf(new ConstraintViolationException(violations)).stream()
                .map(error -> new FieldError("[" + place + "]." + error.field(), error.message()))
                .toList();
    }

    private static String cut(String path) {
        return path.length() <= PATH_AT_MOST ? path : path.substring(0, PATH_AT_MOST) + "...";
    }

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return cut(path.toString());
    }

    private static String path(ConstraintViolation<?> violation) {
        StringBuilder path = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            // The method and its parameter are ours; the caller knows only what is inside the body.
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER) {
                continue;
            }
            if (node.getIndex() != null) {
                path.append('[').append(node.getIndex()).append(']');
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(node.getName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String message(JsonMappingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException e -> "is not a field of this body";
            case StrictText.Unstorable e -> e.getOriginalMessage();
            case ShortLists.TooLong e -> e.getOriginalMessage();
            case MismatchedInputException e when e.getTargetType() != null -> mustBe(e.getTargetType());
            default -> isBeyondLimits(failure) ? BEYOND_LIMITS : "could not be read";
        };
    }

    private static String mustBe(Class<?> type) {
        if (type == Instant.class) {
            return Iso8601.INSTANT_MESSAGE;
        }
        if (type == LocalDate.class) {
            return Iso8601.DATE_MESSAGE;
        }
        return type == Duration.class ? Iso8601.DURATION_MESSAGE : "must be " + kindOf(type);
    }

    private static String kindOf(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Spoken.valuesOf(type);
        }
        if (type == UUID.class) {
            return "an id as this service gives it";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
