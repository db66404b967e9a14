package dev.countermand.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countermand.kernel.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** RFC 9457 {@code application/problem+json}, the one form of every error. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "RFC 9457 problem: what went wrong, and what is possible instead.")
public record Problem(
        @Schema(
                description = "Which problem this is; the list is in the API's description.",
                examples = "urn:countermand:problem:not-now")
        String type,

        @Schema(examples = "Not possible now") String title,
        @Schema(examples = "409") int status,

        @Schema(description = "One sentence for people.", examples = "A cancellation request is already open")
        String detail,

        @Schema(description = "A stable name for programs.", examples = "REQUEST_ALREADY_OPEN")
        String code,

        @Schema(description = "The single fields that were wrong, the first " + Problem.ERRORS_AT_MOST + " of them.")
        @Nullable
        List<FieldProblem> errors,

        @Schema(description = "How many more were wrong than `errors` names.", examples = "3") @Nullable
        Integer moreErrors,

        @Schema(description = "What the order, dispute or case is now.", examples = "PROCESSING") @Nullable
        String currentStatus,

        @Schema(description = "What the caller could do now instead.", examples = "[\"CONFIRM_RECEIPT\"]") @Nullable
        List<String> allowedActions,

        @Schema(description = "What can still be refunded.", examples = "12.50") @Nullable
        String refundable) {

    /** Fields that one answer names. */
    static final int ERRORS_AT_MOST = 20;

    public static final String MEDIA_TYPE = "application/problem+json";

    /** What would have helped whoever was not let in. */
    public static final String CHALLENGE = "Bearer";

    /** When something that was away may be back. */
    static final int RETRY_AFTER_SECONDS = 5;

    private static final String TYPE_PREFIX = "urn:countermand:problem:";

    /** One wrong field, by its path in the body or its name in the query or headers. */
    @RegisterForReflection
    public record FieldProblem(
            @Schema(examples = "lines[0].unitPrice") String field,

            @Schema(examples = "must have 2 digits after the point")
            String message) {}

    /** A problem without fields or states. */
    public static Problem plain(int status, String title, String detail) {
        return new Problem(typeOf(title), title, status, detail, codeOf(title), null, null, null, null, null);
    }

    /** There is a bearer token, or what is meant to be one, and it does not let its bearer in. */
    public static Problem invalidToken() {
        return plain(401, "Unauthorized", "The bearer token is not valid");
    }

    public static Problem tooLarge(long limitBytes) {
        return plain(413, "Body too large", "The body must not be larger than " + limitBytes + " bytes");
    }

    /** A domain refusal as the caller sees it. */
    public static Problem of(Refusal refusal) {
        String title = title(refusal.kind());
        List<FieldProblem> errors = refusal.errors().isEmpty()
                ? null
                : refusal.errors().stream()
                        .limit(ERRORS_AT_MOST)
                        .map(error -> new FieldProblem(error.field(), error.message()))
                        .toList();
        int more = refusal.errors().size() - ERRORS_AT_MOST;
        return new Problem(
                typeOf(title),
                title,
                status(refusal.kind()),
                refusal.detail(),
                refusal.code(),
                errors,
                more > 0 ? more : null,
                refusal.currentStatus(),
                refusal.allowedActions(),
                refusal.refundable());
    }

    /** Sends it as the answer, with the header that its status asks for unless it is there; others are the sender's. */
    public void writeTo(HttpServerResponse response) {
        // JsonObject leaves nulls in; they are dropped as in every other answer.
        JsonObject body = JsonObject.mapFrom(this);
        body.getMap().values().removeIf(Objects::isNull);
        RefusedWith.note(this);
        if (status == 401 && !response.headers().contains(HttpHeaders.WWW_AUTHENTICATE)) {
            response.putHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (status == 503 && !response.headers().contains(HttpHeaders.RETRY_AFTER)) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
        }
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(Json.encodeToBuffer(body));
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNSIGNED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_NOW, LOST_RACE -> 409;
            case STALE_VERSION -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case KEY_REUSED -> 422;
            case UNAVAILABLE -> 503;
        };
    }

    private static String title(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> "Invalid request";
            case UNSIGNED -> "Signature refused";
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not found";
            case NOT_NOW -> "Not possible now";
            case LOST_RACE -> "Somebody was faster";
            case STALE_VERSION -> "Version has changed";
            case TOO_LARGE -> "Body too large";
            case UNSUPPORTED -> "Unsupported media type";
            case KEY_REUSED -> "Idempotency key reused";
            case UNAVAILABLE -> "Service unavailable";
        };
    }

    private static String typeOf(String title) {
        return TYPE_PREFIX + title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String codeOf(String title) {
        return title.toUpperCase(Locale.ROOT).replace(' ', '_');
    }
}
