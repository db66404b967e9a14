package dev.countermand.http.identity;

import dev.countermand.http.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Refuses what cannot be a bearer token, at every address and before a body is read. A webhook is let in by its
 * signature alone, so nobody looks at its {@code Authorization}.
 */
@ApplicationScoped
class AuthorizationFilter {

    private static final String SIGNED = "/v1/webhooks/";

    /** Behind those that give a request its correlation id and look how often somebody calls. */
    private static final int PRIORITY = 800;

    private final RememberedTokens tokens;
    private final RefusedTokens refused;

    AuthorizationFilter(RememberedTokens tokens, RefusedTokens refused) {
        this.tokens = tokens;
        this.refused = refused;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        List<String> headers = request.request().headers().getAll("Authorization");
        boolean known = headers.size() == 1 && tokens.knows(headers.getFirst());
        if (headers.isEmpty() || known || request.request().path().startsWith(SIGNED)) {
            request.next();
            return;
        }
        BearerHeader.fault(headers)
                .ifPresentOrElse(
                        fault -> {
                            refused.note(request, fault);
                            Problem.invalidToken().writeTo(request.response());
                        },
                        request::next);
    }
}
