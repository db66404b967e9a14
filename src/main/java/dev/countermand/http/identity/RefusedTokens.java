package dev.countermand.http.identity;

import dev.countermand.http.Intake;
import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log that tokens are refused, and why: one line a second at most, which counts those that it stands for.
 * The token itself is in no line.
 */
@ApplicationScoped
class RefusedTokens {

    private static final Logger LOG = Logger.getLogger(RefusedTokens.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final InstantSource clock;

    private Instant lastLine = Instant.EPOCH;
    private long unsaid;
    private @Nullable String latest;

    RefusedTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes down that the token of this request is refused. */
    void note(RoutingContext request, TokenFault fault) {
        String correlation = request.response().headers().get(Intake.CORRELATION_HEADER);
        note(fault.words() + ", correlation id " + correlation).ifPresent(LOG::warn);
    }

    /** What was left unsaid within the last second is said after it. */
    @Scheduled(identity = "refused-tokens", every = "{countermand.identity.tick}")
    void tick() {
        due().ifPresent(LOG::warn);
    }

    /** The line to write now, if any. */
    synchronized Optional<String> note(String what) {
        unsaid++;
        latest = what;
        return due();
    }

    synchronized Optional<String> due() {
        Instant now = clock.instant();
        if (unsaid == 0 || now.isBefore(lastLine.plus(BETWEEN_LINES))) {
            return Optional.empty();
        }
        String line = unsaid == 1
                ? "A token was refused: " + latest
                : unsaid + " tokens were refused, the last of them: " + latest;
        lastLine = now;
        unsaid = 0;
        latest = null;
        return Optional.of(line);
    }
}
