package dev.countermand.http;

import dev.countermand.kernel.Ids;
import dev.countermand.kernel.Refusal;
import dev.countermand.kernel.Timestamps;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What happens to every request before anything else: it gets a correlation id and a size limit. */
@ApplicationScoped
public class Intake {

    static final String CORRELATION_HEADER = "X-Correlation-Id";
    public static final String IMPORT_PATH = "/v1/orders/import";

    /** Documents, with some room for the form around them. */
    private static final Pattern UPLOAD_PATH = Pattern.compile("/v1/shipments/[^/]+/evidence");

    private static final long MAX_UPLOAD_BYTES = 10L * 1024 * 1024 + 64 * 1024;
    private static final String CORRELATION_PATTERN = "[A-Za-z0-9._:-]{1,64}";
    private static final int BEFORE_EVERYTHING = 1_000;

    private final InstantSource clock;
    private final long maxBodyBytes;

    Intake(InstantSource clock, @ConfigProperty(name = "countermand.http.max-body-bytes") long maxBodyBytes) {
        this.clock = clock;
        this.maxBodyBytes = maxBodyBytes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::take, BEFORE_EVERYTHING);
    }

    private void take(RoutingContext request) {
        String given = request.request().getHeader(CORRELATION_HEADER);
        String correlation = given != null && given.matches(CORRELATION_PATTERN)
                ? given
                : Ids.next(Timestamps.now(clock)).toString();
        MDC.put("correlationId", correlation);
        request.response().putHeader(CORRELATION_HEADER, correlation);
        String unstorable = unstorable(request);
        if (unstorable != null) {
            Problem.of(Refusal.invalid(unstorable, "must not contain U+0000")).writeTo(request.response());
        } else if (request.request().path().equals(IMPORT_PATH)) {
            request.next();
        } else {
            limit(request);
        }
    }

    private void limit(RoutingContext request) {
        long limit = UPLOAD_PATH.matcher(request.request().path()).matches() ? MAX_UPLOAD_BYTES : maxBodyBytes;
        if (declaredLength(request) > limit) {
            Problem.tooLarge(limit).writeTo(request.response());
        } else {
            // A body without a declared length is counted while it is read.
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit);
            request.next();
        }
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

    private static long declaredLength(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
