package dev.countermand.http.gate;

import dev.countermand.http.Problem;
import dev.countermand.http.identity.RememberedTokens;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** The first look at every request, after it got its correlation id: its address and headers, and how often it comes. */
@ApplicationScoped
class Door {

    /** Behind the correlation id, before everything else. */
    private static final int PRIORITY = 900;

    private final Callers callers;
    private final RememberedTokens tokens;

    Door(Callers callers, RememberedTokens tokens) {
        this.callers = callers;
        this.tokens = tokens;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    /** What is answered is nobody else's, and is what it says it is. */
    static void protect(HttpServerResponse response) {
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Content-Type-Options", "nosniff");
    }

    private void enter(RoutingContext context) {
        HttpServerResponse response = context.response();
        protect(response);
        Unread.watch(context);
        context.request().exceptionHandler(failure -> BodyReading.answerBroken(context));
        Optional<Problem> wrong = RequestLine.problemOf(context.request());
        if (wrong.isPresent()) {
            wrong.get().writeTo(response);
            return;
        }
        // Whose token was good a moment ago is not held up by others behind the same address.
        TurnedAway turned =
                tokens.knows(context.request().getHeader("Authorization")) ? null : callers.atTheDoor(context);
        if (turned == null) {
            context.next();
        } else {
            turned.writeTo(response);
        }
    }
}
