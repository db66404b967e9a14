package dev.countermand.http.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts refused calls by status and by the code of their problem. */
@ApplicationScoped
class RefusedCalls {

    /** Codes are this service's own words, about a hundred; should one ever be made of what a caller sends, this ends it. */
    private static final int MOST_KINDS = 300;

    private record Kind(int status, String code) {}

    private final MeterRegistry registry;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    RefusedCalls(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(AnsweredCall call) {
        call.refusal().ifPresent(code -> counter(call.status(), code).increment());
    }

    private Counter counter(int status, String code) {
        Kind kind = new Kind(status, counters.size() < MOST_KINDS ? code : "OTHER");
        Counter known = counters.get(new Kind(status, code));
        return known == null ? counters.computeIfAbsent(kind, this::register) : known;
    }

    private Counter register(Kind kind) {
        return Counter.builder("countermand.calls.refused")
                .description("Calls that were refused, by status and the code of the problem")
                .tag("status", Integer.toString(kind.status()))
                .tag("code", kind.code())
                .register(registry);
    }
}
