package dev.countermand;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** Production never changes the schema by the way: a version that would meet an older one does not start. */
@Singleton
@IfBuildProfile("prod")
class SchemaCheck {

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    /** The scheduler has 0, and the policies, which need the schema, -1. */
    private static final int BEFORE_EVERYTHING = -2;

    private final Flyway flyway;

    SchemaCheck(Flyway flyway) {
        this.flyway = flyway;
    }

    void check(@Observes @Priority(BEFORE_EVERYTHING) StartupEvent start) {
        int missing = missing();
        if (missing > 0) {
            // The one exception of which Quarkus prints the sentence alone.
            throw new ConfigurationException(
                    "The database's schema is older than this version of Countermand (" + missing
                            + (missing == 1 ? " migration is" : " migrations are")
                            + " missing): run it with the argument \"migrate\" first.");
        }
    }

    /** A database that is away comes back: the service starts, and is not ready until then. */
    private int missing() {
        try {
            return flyway.info().pending().length;
        } catch (FlywayException e) {
            LOG.warnf("The database does not say which schema it has: %s", Countermand.rootMessage(e));
            return 0;
        }
    }
}
