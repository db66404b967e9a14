package dev.countermand.operations;

import dev.countermand.database.Connections;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready while the database answers; says in the log when it stops and when it is back. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);
    private static final String NAME = "The database answers";

    private final Connections connections;
    private final AtomicBoolean away = new AtomicBoolean();

    DatabaseReadiness(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return connections.probe().map(answered -> up()).onFailure().recoverWithItem(this::down);
    }

    private HealthCheckResponse up() {
        if (away.getAndSet(false)) {
            LOG.info("The database answers again: ready");
        }
        return HealthCheckResponse.up(NAME);
    }

    private HealthCheckResponse down(Throwable failure) {
        if (!away.getAndSet(true)) {
            LOG.warnf("The database does not answer: not ready (%s)", failure.getMessage());
        }
        return HealthCheckResponse.down(NAME);
    }
}
