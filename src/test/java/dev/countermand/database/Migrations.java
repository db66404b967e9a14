package dev.countermand.database;

import dev.countermand.MigrationLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway as the service has it: else it waits for itself where an index is made concurrently. */
public final class Migrations {

    private Migrations() {}

    public static FluentConfiguration of(DataSource database) {
        FluentConfiguration configuration = Flyway.configure().dataSource(database);
        new MigrationLock().customize(configuration);
        return configuration;
    }
}
