package dev.countermand;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** What production cannot do without: asked for before anything starts, so that the answer can be one sentence. */
final class RequiredSettings {

    /** Flyway and the service read the same address; user and password stand beside it. */
    private static final Pattern DATABASE_URL = Pattern.compile("postgresql://[^@/?]+/[^?]+.*");

    private RequiredSettings() {}

    /** What to set for the service to start; empty when nothing is missing. */
    static Optional<String> missingToServe(Config config) {
        return missingToMigrate(config).or(() -> missingIdentityProvider(config));
    }

    /** What to set for the schema to be migrated; empty when nothing is missing. */
    static Optional<String> missingToMigrate(Config config) {
        Optional<String> url = config.getOptionalValue("quarkus.datasource.reactive.url", String.class);
        if (url.isEmpty()) {
            return Optional.of("Countermand needs a PostgreSQL database: set QUARKUS_DATASOURCE_REACTIVE_URL"
                    + " (postgresql://host:5432/name), QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.");
        }
        if (!DATABASE_URL.matcher(url.get()).matches()) {
            return Optional.of("Countermand cannot use the database address in QUARKUS_DATASOURCE_REACTIVE_URL:"
                    + " it must be postgresql://host:5432/name, with the user in QUARKUS_DATASOURCE_USERNAME"
                    + " and the password in QUARKUS_DATASOURCE_PASSWORD.");
        }
        return Optional.empty();
    }

    private static Optional<String> missingIdentityProvider(Config config) {
        boolean given = config.getOptionalValue("quarkus.oidc.auth-server-url", String.class)
                        .isPresent()
                || config.getOptionalValue("quarkus.oidc.public-key", String.class)
                        .isPresent();
        return given
                ? Optional.empty()
                : Optional.of("Countermand needs to know whose tokens to trust: set QUARKUS_OIDC_AUTH_SERVER_URL to the"
                        + " address of your OpenID Connect provider.");
    }
}
