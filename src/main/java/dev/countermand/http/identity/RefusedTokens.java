package dev.countermand.http.identity;

import dev.countermand.http.Intake;
import dev.countermand.kernel.LineASecond;
import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Says in the log that tokens are refused, and why: one line a second at most, which counts those that it stands for.
 * The token itself is in no line.
 */
@ApplicationScoped
class RefusedTokens {

    private static final Logger LOG = Logger.getLogger(RefusedTokens.class);

    private final LineASecond lines = new LineASecond();
    private final InstantSource clock;

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
    Optional<String> note(String what) {
        return lines.note(what, nanos()).map(RefusedTokens::words);
    }

    Optional<String> due() {
        return lines.due(nanos()).map(RefusedTokens::words);
    }

    private static String words(LineASecond.Line line) {
        return line.count() == 1
                ? "A token was refused: " + line.latest()
                : line.count() + " tokens were refused, the last of them: " + line.latest();
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
