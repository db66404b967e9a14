package dev.countermand.http.record;

import dev.countermand.database.CallTime;
import dev.countermand.http.Intake;
import dev.countermand.http.RefusedWith;
import dev.countermand.http.gate.Methods;
import dev.countermand.kernel.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows every call from its arrival to its end, and hands it to whoever keeps something of it. */
@ApplicationScoped
class Callbook {

    /** Behind the correlation id, before whatever may refuse the call. */
    private static final int PRIORITY = 950;

    private static final String CALLER = "countermand.caller";

    /** Where the framework keeps the route that it has found, for its metrics. */
    private static final String ROUTE = "UrlPathTemplate";

    private final AccessLog log;
    private final CallTimes times;
    private final RefusedCalls counts;
    private final RefusedActs acts;

    Callbook(AccessLog log, CallTimes times, RefusedCalls counts, RefusedActs acts) {
        this.log = log;
        this.times = times;
        this.counts = counts;
        this.acts = acts;
    }

    void register(@Observes Filters filters) {
        filters.register(this::follow, PRIORITY);
    }

    private void follow(RoutingContext request) {
        CallTime.limit();
        long arrived = System.nanoTime();
        request.addEndHandler(ended -> end(request, Duration.ofNanos(System.nanoTime() - arrived)));
        request.next();
    }

    /** Told by the framework once a token is verified; whoever has none is nobody. */
    void authenticated(@Observes AuthenticationSuccessEvent event) {
        if (event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext request) {
            request.put(CALLER, event.getSecurityIdentity());
        }
    }

    private void end(RoutingContext request, Duration took) {
        AnsweredCall call = answered(request, took);
        log.write(call);
        times.count(call);
        counts.count(call);
        acts.note(call);
    }

    private static AnsweredCall answered(RoutingContext context, Duration took) {
        HttpServerRequest request = context.request();
        SecurityIdentity caller = context.get(CALLER);
        boolean answered = context.response().ended() || context.response().headWritten();
        return new AnsweredCall(
                Methods.named(request.method().name()),
                route(),
                Objects.requireNonNullElse(request.path(), ""),
                caller == null || caller.isAnonymous()
                        ? null
                        : caller.getPrincipal().getName(),
                caller == null ? null : role(caller),
                answered ? context.response().getStatusCode() : 0,
                Objects.requireNonNullElse(context.response().headers().get(Intake.CORRELATION_HEADER), ""),
                RefusedWith.code(),
                took);
    }

    private static String route() {
        Context context = Vertx.currentContext();
        String route = context == null ? null : context.getLocal(ROUTE);
        return route == null ? "-" : route;
    }

    private static @Nullable Role role(SecurityIdentity caller) {
        return Arrays.stream(Role.values())
                .filter(role -> caller.hasRole(role.token())
                        && Role.ofToken(role.token()).isPresent())
                .findFirst()
                .orElse(null);
    }
}
