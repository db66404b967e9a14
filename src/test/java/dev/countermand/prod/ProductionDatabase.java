package dev.countermand.prod;

import dev.countermand.TestDatabase;
import dev.countermand.api.Tokens;
import dev.countermand.demo.EmbeddedDatabase;
import dev.countermand.demo.SigningKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL that keeps what it has acknowledged, as in production, for services that are killed. */
public record ProductionDatabase(EmbeddedPostgres server) implements AutoCloseable {

    public static ProductionDatabase start() throws IOException {
        return new ProductionDatabase(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestDatabase.PROGRAMS.toFile())
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("unix_socket_directories", "")
                .start());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", EmbeddedDatabase.USER, "");
    }

    /** The one number that a query gives. */
    public static int count(Connection sql, String query) throws SQLException {
        try (ResultSet rows = sql.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /**
     * The environment of a service on it.
     *
     * @param others variables besides
     */
    public Map<String, String> environment(SigningKeys keys, Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(others);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + server.getPort() + "/postgres");
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.USER);
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", keys.publicKey());
        environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", Tokens.AUDIENCE);
        environment.put("COUNTERMAND_SANDBOX_ENABLED", "true");
        return environment;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
