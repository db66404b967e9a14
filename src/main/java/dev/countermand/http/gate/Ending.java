package dev.countermand.http.gate;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What is done when a call has ended, however it did: answered, broken off, failed. */
final class Ending {

    private Ending() {}

    /**
     * Once, though a connection that breaks off may say so several times.
     *
     * @param then hears whether the answer was written whole
     */
    static void of(RoutingContext context, Consumer<Boolean> then) {
        AtomicBoolean done = new AtomicBoolean();
        context.addEndHandler(ended -> {
            if (done.compareAndSet(false, true)) {
                then.accept(ended.succeeded());
            }
        });
    }
}
