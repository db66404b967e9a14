package dev.countermand.http;

import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What happens to every request before anything else: it gets a correlation id. */
@ApplicationScoped
public class Intake {

    public static final String CORRELATION_HEADER = "X-Correlation-Id";
    public static final String IMPORT_PATH = "/v1/orders/import";

    private static final String CORRELATION_PATTERN = "[A-Za-z0-9._:-]{1,64}";
    private static final int BEFORE_EVERYTHING = 1_000;

    /** Behind the door, which lets no address in that cannot be read. */
    private static final int WITH_SOUND_ADDRESS = 800;

    private final InstantSource clock;

    Intake(InstantSource clock) {
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, BEFORE_EVERYTHING);
        filters.register(this::read, WITH_SOUND_ADDRESS);
    }

    private void take(RoutingContext request) {
        correlate(request);
        request.next();
    }

    private void read(RoutingContext request) {
        String unstorable = unstorable(request);
        if (unstorable != null) {
            Problem.of(Refusal.invalid(unstorable, "must not contain U+0000")).writeTo(request.response());
        } else {
            request.next();
        }
    }

    /** Gives the request its correlation id, and the answer as well. */
    public void correlate(RoutingContext request) {
        String given = request.request().getHeader(CORRELATION_HEADER);
        String correlation = given != null && given.matches(CORRELATION_PATTERN)
                ? given
                : Ids.next(Timestamps.now(clock)).toString();
        MDC.put("correlationId", correlation);
        request.response().putHeader(CORRELATION_HEADER, correlation);
    }

    /** The part of the address that no text of the database can be compared with; null when all can. */
    private static @Nullable String unstorable(RoutingContext request) {
        if (!request.request().uri().contains("%00")) {
            return null;
        }
        return request.queryParams().entries().stream()
                .filter(parameter -> parameter.getValue().indexOf('\0') >= 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("path");
    }
}
