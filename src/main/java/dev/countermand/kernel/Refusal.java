package dev.countermand.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A "no" as a value: what was wrong, and what is possible instead.
 *
 * @param kind decides the HTTP status
 * @param code a stable name for programs, for example {@code REQUEST_ALREADY_OPEN}
 * @param detail one sentence for people
 * @param errors single fields that were wrong
 * @param currentStatus what the thing is now, where that is the reason
 * @param refundable what could still be given back, where more was asked for
 * @param allowedActions what the caller could do now instead; null where it does not apply
 * @param orderId the order that refused; whoever answers asks what the caller can do with it, by all that is known of it
 */
public record Refusal(
        Kind kind,
        String code,
        String detail,
        List<FieldError> errors,
        @Nullable String currentStatus,
        @Nullable List<String> allowedActions,
        @Nullable String refundable,
        @Nullable String orderId) {

    /** How a refusal reaches the caller. */
    public enum Kind {
        /** The request itself is wrong, whatever the state: 400. */
        INVALID,
        /** Not there, or not the caller's: 404. */
        NOT_FOUND,
        /** Not in this state: 409. */
        NOT_NOW,
        /** Somebody else was faster; the same request may be sent again: 409. */
        LOST_RACE,
        /** The caller's If-Match names another version: 412. */
        STALE_VERSION,
        /** Not signed by whom it claims to come from, or not lately: 401. */
        UNSIGNED,
        /** The caller's role does not reach that far: 403. */
        FORBIDDEN,
        /** More bytes than are taken: 413. */
        TOO_LARGE,
        /** Of a kind that is not taken: 415. */
        UNSUPPORTED,
        /** The Idempotency-Key was used for something else: 422. */
        KEY_REUSED,
        /** Something that this service needs is away; the same request may be sent again later: 503. */
        UNAVAILABLE
    }

    /** One wrong field, by its path in the body or its name in the query. */
    public record FieldError(String field, String message) {}

    public Refusal {
        errors = List.copyOf(errors);
        allowedActions = allowedActions == null ? null : List.copyOf(allowedActions);
    }

    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Refusal invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + " " + errors.getFirst().message()
                : errors.size() + " fields are wrong";
        return new Refusal(Kind.INVALID, "INVALID", detail, errors, null, null, null, null);
    }

    public static Refusal notFound(String what) {
        return new Refusal(Kind.NOT_FOUND, "NOT_FOUND", "There is no such " + what, List.of(), null, null, null, null);
    }

    public static Refusal unsigned(String code, String detail) {
        return new Refusal(Kind.UNSIGNED, code, detail, List.of(), null, null, null, null);
    }

    public static Refusal forbidden(String detail) {
        return new Refusal(Kind.FORBIDDEN, "FORBIDDEN", detail, List.of(), null, null, null, null);
    }

    public static Refusal tooLarge(String detail) {
        return new Refusal(Kind.TOO_LARGE, "BODY_TOO_LARGE", detail, List.of(), null, null, null, null);
    }

    public static Refusal unsupported(String detail) {
        return new Refusal(Kind.UNSUPPORTED, "UNSUPPORTED_MEDIA_TYPE", detail, List.of(), null, null, null, null);
    }

    /** The same of one field, such as a file in a form. */
    public static Refusal unsupported(String field, String message) {
        List<FieldError> errors = List.of(new FieldError(field, message));
        return new Refusal(
                Kind.UNSUPPORTED, "UNSUPPORTED_MEDIA_TYPE", field + " " + message, errors, null, null, null, null);
    }

    public static Refusal unavailable(String detail) {
        return new Refusal(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE", detail, List.of(), null, null, null, null);
    }

    public static Refusal notNow(String code, String detail, @Nullable String status, @Nullable List<String> allowed) {
        return new Refusal(Kind.NOT_NOW, code, detail, List.of(), status, allowed, null, null);
    }

    /** The caller's {@code If-Match} names another version than there is. */
    public static Refusal staleVersion(String detail, @Nullable String status, @Nullable List<String> allowed) {
        return new Refusal(Kind.STALE_VERSION, "STALE_VERSION", detail, List.of(), status, allowed, null, null);
    }

    /** Somebody else wrote the same thing first; the act may be sent again. */
    public static Refusal lostRace(String detail) {
        return new Refusal(Kind.LOST_RACE, "LOST_RACE", detail, List.of(), null, null, null, null);
    }

    /** The same refusal, saying how much could be given back. */
    public Refusal withRefundable(String amount) {
        return new Refusal(kind, code, detail, errors, currentStatus, allowedActions, amount, orderId);
    }

    /** The same refusal, by the state of this order. */
    public Refusal by(String order) {
        return new Refusal(kind, code, detail, errors, currentStatus, allowedActions, refundable, order);
    }

    /** The same refusal, saying what the caller could do now instead. */
    public Refusal instead(List<String> actions) {
        return new Refusal(kind, code, detail, errors, currentStatus, actions, refundable, orderId);
    }

    /** The same refusal as something to throw. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
