package dev.countermand.http.gate;

import dev.countermand.http.Problem;
import dev.countermand.kernel.Refusal;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * A refusal at the gate.
 *
 * @param retryAfter seconds, 0 where another try is of no use
 */
record TurnedAway(Problem problem, int retryAfter) {

    private static final int BUSY_RETRY_SECONDS = 2;
    private static final int LEAVING_RETRY_SECONDS = 1;

    static TurnedAway tooManyCalls(int retryAfter) {
        return tooMany("You call more often than one caller may; try again later", Math.max(1, retryAfter));
    }

    static TurnedAway shareUsedUp() {
        return tooMany("You send more at once than one caller may; try again later", BUSY_RETRY_SECONDS);
    }

    static TurnedAway busy() {
        return new TurnedAway(
                Problem.of(Refusal.unavailable("Too many bodies are being read at once; try again later")),
                BUSY_RETRY_SECONDS);
    }

    static TurnedAway leaving() {
        return new TurnedAway(
                Problem.of(Refusal.unavailable("This replica ends; send it again, to another one")),
                LEAVING_RETRY_SECONDS);
    }

    private static TurnedAway tooMany(String detail, int retryAfter) {
        return new TurnedAway(Problem.plain(429, "Too many requests", detail), retryAfter);
    }

    static TurnedAway tooLarge(long mostBytes) {
        return new TurnedAway(Problem.tooLarge(mostBytes), 0);
    }

    static TurnedAway tooSlow(long seconds) {
        return new TurnedAway(
                Problem.plain(408, "Request timeout", "The body did not arrive within " + seconds + " seconds"), 0);
    }

    static TurnedAway broken() {
        return new TurnedAway(
                Problem.plain(400, "Invalid request", "The body broke off, or is not framed as HTTP asks"), 0);
    }

    Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (retryAfter > 0) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return response.build();
    }

    void writeTo(HttpServerResponse response) {
        if (retryAfter > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfter));
        }
        problem.writeTo(response);
    }
}
