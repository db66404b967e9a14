package dev.countermand.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Lets connections keep long statements prepared as well. The client's limit of 2,048 characters would have those that read
 * facts and orders, which are the longest and the most frequent, parsed and planned anew at every call.
 */
@Singleton
class StatementCache implements PgPoolCreator {

    static final int CHARACTERS = 32_768;

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> connections = List.copyOf(input.pgConnectOptionsList());
        connections.forEach(
                connection -> connection.setPreparedStatementCacheSqlFilter(sql -> sql.length() <= CHARACTERS));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(connections)
                .using(input.vertx())
                .build();
    }
}
