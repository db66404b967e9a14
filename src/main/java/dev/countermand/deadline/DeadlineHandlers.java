package dev.countermand.deadline;

import dev.countermand.database.Faults;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Leads from a deadline to its handler. */
@ApplicationScoped
class DeadlineHandlers {

    private static final Logger LOG = Logger.getLogger(DeadlineHandlers.class);

    private final Map<DeadlineKind, DeadlineHandler> handlers = new EnumMap<>(DeadlineKind.class);
    private final DeadlineClaims claims;

    DeadlineHandlers(Instance<DeadlineHandler> handlers, DeadlineClaims claims) {
        this.claims = claims;
        for (DeadlineHandler handler : handlers) {
            if (this.handlers.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("Two handlers for the deadline " + handler.kind());
            }
        }
        for (DeadlineKind kind : DeadlineKind.values()) {
            if (!this.handlers.containsKey(kind)) {
                throw new IllegalStateException("No handler for the deadline " + kind);
            }
        }
    }

    DeadlineHandler of(DeadlineKind kind) {
        return Objects.requireNonNull(handlers.get(kind));
    }

    /** Fires one; one that fails is put off, and fails nobody else. */
    Uni<Void> fire(Deadline deadline) {
        return Uni.createFrom()
                .deferred(() -> of(deadline.kind()).fire(deadline))
                .onFailure()
                .recoverWithUni(failure -> failed(deadline, failure));
    }

    /** It is put off, and operators see it. */
    Uni<Void> failed(Deadline deadline, Throwable failure) {
        Faults.error(
                LOG,
                failure,
                "The deadline %s of order %s failed, attempt %d",
                deadline.kind(),
                deadline.orderId(),
                deadline.attempts() + 1);
        return claims.putOff(deadline, failure);
    }
}
