package dev.countermand.http.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * A line for each call, where it is asked for. It has no query, no header and no body: ids of buyers and orders may be
 * in a log, what people write and secrets may not. The correlation id is where all lines have it.
 */
@ApplicationScoped
class AccessLog {

    private static final Logger LOG = Logger.getLogger("dev.countermand.access");

    private final boolean enabled;

    AccessLog(@ConfigProperty(name = "countermand.access-log.enabled") boolean enabled) {
        this.enabled = enabled;
    }

    void write(AnsweredCall call) {
        if (enabled) {
            LOG.infof(
                    "%s %s %s %d ms, caller %s%s",
                    call.method(),
                    call.route(),
                    call.status() == 0 ? "unanswered" : Integer.toString(call.status()),
                    call.took().toMillis(),
                    Objects.requireNonNullElse(call.caller(), "unknown"),
                    call.refusal().map(code -> ", " + code).orElse(""));
        }
    }
}
