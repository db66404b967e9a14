package dev.countermand.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Refusal.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Says of a body that could not be taken which field was wrong and what was wrong with it. */
public final class InvalidBodies {

    private InvalidBodies() {}

    /** Broken JSON, a wrong type, an unknown field, a value outside an enumeration. */
    public static Problem of(JsonProcessingException failure) {
        return Problem.of(refusalOf(failure));
    }

    /** The same as a value, for bodies that are read line by line. */
    public static Refusal refusalOf(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Refusal.invalid(path(mapping), message(mapping));
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return Refusal.invalid("body", message(mismatch));
        }
        return Refusal.invalid(
                "body",
                "is not valid JSON in UTF-8, at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr());
    }

    static Problem of(ConstraintViolationException failure) {
        return Problem.of(Refusal.invalid(errorsOf(failure)));
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

    private static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
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
            case InvalidFormatException e -> "must be " + kindOf(e.getTargetType());
            case MismatchedInputException e when e.getTargetType() != null -> "must be " + kindOf(e.getTargetType());
            default -> "could not be read";
        };
    }

    private static String kindOf(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == Instant.class) {
            return "a time as in RFC 3339 of the years 1970 to 2999, for example 2026-01-31T12:00:00Z";
        }
        if (type == Duration.class) {
            return "a duration as in ISO 8601, for example P3D";
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
