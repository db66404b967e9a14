package dev.countermand.http.record;

import dev.countermand.http.gate.BeforeBody;
import dev.countermand.http.gate.Methods;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How long calls take, counted in steps, so that one can tell over all replicas what share of them was slow. Not by address:
 * each step is a line of what is scraped, and there are hundreds of addresses with their methods and statuses.
 */
@ApplicationScoped
class CallTimes {

    /** From what a single statement takes, over what people notice, to what a call may wait for the database in all. */
    private static final Duration[] STEPS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(8)
    };

    private enum What {
        READING,
        ACTING,
        /** It takes as long as there is something to send: imports, streams, documents, reports. */
        LONG
    }

    private final Map<What, Timer> timers = new EnumMap<>(What.class);

    CallTimes(MeterRegistry registry) {
        for (What what : What.values()) {
            timers.put(
                    what,
                    Timer.builder("countermand.calls")
                            .description("How long calls take, by whether they read or act; long ones apart")
                            .tag("what", what.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(STEPS)
                            .register(registry));
        }
    }

    void count(AnsweredCall call) {
        Objects.requireNonNull(timers.get(of(call))).record(call.took());
    }

    private static What of(AnsweredCall call) {
        String route = call.route();
        if (route.endsWith("/import")
                || route.endsWith("/stream")
                || route.equals(BeforeBody.REPORTS)
                || route.equals(BeforeBody.UPLOADS)) {
            return What.LONG;
        }
        return Methods.isReading(call.method()) ? What.READING : What.ACTING;
    }
}
