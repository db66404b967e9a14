package dev.countermand.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.countermand.database.DatabaseAwayException;
import dev.countermand.database.Faults;
import dev.countermand.http.json.InvalidBodies;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.RefusedException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one table from exception to problem; what is not in it is a 500 that says nothing but its correlation id. */
public class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private static final Map<Class<? extends Throwable>, Function<Throwable, @Nullable Problem>> TABLE = table();

    /** PostgreSQL: a text with a byte sequence that it does not keep. */
    private static final String UNSTORABLE = "22021";

    private static final String DATABASE_AWAY =
            "The database does not answer; the same request, with its Idempotency-Key, may be sent again";

    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        ConstraintViolationException.class,
        ResteasyReactiveViolationException.class,
        JacksonException.class,
        MismatchedInputException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        ForbiddenException.class
    })
    Response toResponse(Throwable failure) {
        Problem problem = problemOf(failure);
        RefusedWith.note(problem);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(failure));
        }
        if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return response.build();
    }

    /** What would have helped: a webhook is let in by its signature, everything else by a token. */
    private static String challenge(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal().kind() == Refusal.Kind.UNSIGNED
                ? "HMAC-SHA256"
                : Problem.CHALLENGE;
    }

    /** The problem for a failure, found by the first class in its chain of causes that the table knows. */
    public static Problem problemOf(Throwable failure) {
        if (DatabaseAwayException.isBehind(failure)) {
            // Whatever it looked like to whoever met it first.
            Faults.error(LOG, failure, "A request failed");
            return Problem.of(Refusal.unavailable(DATABASE_AWAY));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Problem problem = lookUp(cause);
            if (problem != null) {
                return problem;
            }
        }
        LOG.error("A request failed", failure);
        return Problem.plain(
                500, "Internal error", "Something went wrong here; the log has it under the correlation id");
    }

    private static @Nullable Problem lookUp(Throwable cause) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            Function<Throwable, @Nullable Problem> entry = TABLE.get(type);
            if (entry != null) {
                return entry.apply(cause);
            }
        }
        return null;
    }

    private static Map<Class<? extends Throwable>, Function<Throwable, @Nullable Problem>> table() {
        Map<Class<? extends Throwable>, Function<Throwable, @Nullable Problem>> table = new LinkedHashMap<>();
        table.put(RefusedException.class, e -> Problem.of(((RefusedException) e).refusal()));
        table.put(OptimisticLockException.class, e -> Problem.of(overwritten()));
        table.put(StaleStateException.class, e -> Problem.of(overwritten()));
        table.put(
                ConstraintViolationException.class,
                e -> Problem.of(InvalidBodies.refusalOf((ConstraintViolationException) e)));
        table.put(JsonProcessingException.class, e -> Problem.of(InvalidBodies.refusalOf((JsonProcessingException) e)));
        table.put(PgException.class, e -> unstorable((PgException) e));
        table.put(
                UnauthorizedException.class,
                e -> Problem.plain(401, "Unauthorized", "Send a valid bearer token in the Authorization header"));
        table.put(AuthenticationFailedException.class, e -> Problem.invalidToken());
        table.put(ForbiddenException.class, e -> Problem.plain(403, "Forbidden", "Your role does not allow this"));
        table.put(WebApplicationException.class, e -> ofStatus((WebApplicationException) e));
        return table;
    }

    /** Nothing with U+0000 should come so far; should it, it is the sender's fault all the same. */
    private static @Nullable Problem unstorable(PgException failure) {
        return UNSTORABLE.equals(failure.getSqlState())
                ? Problem.of(Refusal.invalid("request", "must not contain U+0000"))
                : null;
    }

    /** The row had another version by the time it was written. */
    private static Refusal overwritten() {
        return Refusal.lostRace("Somebody changed it at the same moment; look at it again before you act");
    }

    /** Those that the framework throws itself: wrong path, method or media type; a body it could not read. */
    private static Problem ofStatus(WebApplicationException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (!(cause instanceof WebApplicationException)) {
                Problem problem = lookUp(cause);
                if (problem != null) {
                    return problem;
                }
            }
        }
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 404 -> Problem.plain(404, "Not found", "There is nothing at this address");
            case 405 -> Problem.plain(405, "Method not allowed", "This address does not know this method");
            case 406 -> Problem.plain(406, "Not acceptable", "This address cannot answer in the media type asked for");
            case 413 -> Problem.plain(413, "Body too large", "The body is larger than this address accepts");
            case 415 ->
                Problem.plain(415, "Unsupported media type", "The Content-Type is not one this address accepts");
            default -> {
                if (status >= 400 && status < 500) {
                    yield Problem.plain(status, "Invalid request", "The request could not be read");
                }
                LOG.error("A request failed", failure);
                yield Problem.plain(
                        500, "Internal error", "Something went wrong here; the log has it under the correlation id");
            }
        };
    }
}
