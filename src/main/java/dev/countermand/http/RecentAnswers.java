package dev.countermand.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countermand.kernel.Timestamps;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the answer to the last act on an order left this process. Whoever had sent his act before that cannot have known
 * of it: the two overlapped, although the first was decided before the second was read. It only makes the rule of
 * {@code docs/adr/0002} sharper on one replica; the lock on the order's row is what keeps orders right.
 */
@ApplicationScoped
public class RecentAnswers {

    private static final String ACTS = "countermand.acts";

    /** An act waits no longer than this between its arrival and its decision, or it is no close race. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST_ORDERS = 100_000;

    private final InstantSource clock;
    private final Cache<String, Instant> answeredAt = Caffeine.newBuilder()
            .maximumSize(MOST_ORDERS)
            .expireAfterWrite(REMEMBERED)
            .build();

    RecentAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /** The request at hand changes this order. Does nothing outside of a request. */
    public void acts(String orderId) {
        Context context = Vertx.currentContext();
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            Set<String> acts = context.getLocal(ACTS);
            if (acts != null) {
                acts.add(orderId);
            }
        }
    }

    /** When the answer to the last act on this order left, if that was moments ago. */
    public @Nullable Instant of(String orderId) {
        return answeredAt.getIfPresent(orderId);
    }

    /** Notes, right before the answer of this request leaves, which orders it has changed. */
    void answering(RoutingContext request) {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return;
        }
        Set<String> acts = new HashSet<>();
        context.putLocal(ACTS, acts);
        request.addHeadersEndHandler(ignored -> {
            Instant now = Timestamps.now(clock);
            acts.forEach(order -> answeredAt.put(order, now));
        });
    }
}
