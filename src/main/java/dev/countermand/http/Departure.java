package dev.countermand.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A replica that is told to end. From that moment on it says that it is not ready and begins nothing long; for
 * {@code quarkus.shutdown.delay} it answers on, until nobody sends it anything any more; after that it takes no call, and
 * finishes those that it has.
 */
@ApplicationScoped
public class Departure {

    private final Duration delay;
    private volatile @Nullable Long announcedAt;

    Departure(@ConfigProperty(name = "quarkus.shutdown.delay") Duration delay) {
        this.delay = delay;
    }

    void announce(@Observes ShutdownDelayInitiatedEvent event) {
        announcedAt = System.nanoTime();
    }

    /** It ends soon: what takes long goes on elsewhere. */
    public boolean announced() {
        return announcedAt != null;
    }

    /** Everybody had the time to notice: it takes no more calls. */
    public boolean due() {
        Long at = announcedAt;
        return at != null && System.nanoTime() - at > delay.toNanos();
    }
}
