package dev.countermand.http.gate;

import dev.countermand.http.Intake;
import dev.countermand.http.Problem;
import dev.countermand.http.ProblemMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;

/** Requests that fail before any resource is asked are answered in the same form as all others. */
@ApplicationScoped
class BrokenRequests {

    private final Intake intake;

    BrokenRequests(Intake intake) {
        this.intake = intake;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        if (!context.response().headers().contains(Intake.CORRELATION_HEADER)) {
            intake.correlate(context);
        }
        Door.protect(context.response());
        Unread.watch(context);
        problemOf(context).writeTo(context.response());
    }

    /** A status that says what the caller did wrong is taken as it is; whoever may not enter is told why. */
    private static Problem problemOf(RoutingContext context) {
        int status = context.statusCode();
        Throwable failure = context.failure();
        boolean told = status >= 400 && status < 500;
        if (failure == null || (told && status != 401 && status != 403)) {
            return ProblemMapper.problemOf(new WebApplicationException(told ? status : 500));
        }
        return ProblemMapper.problemOf(failure);
    }
}
