package dev.countermand.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool of connections: with limits of time, and with long statements kept prepared as well. The client's limit of
 * 2,048 characters would have those that read facts and orders, which are the longest and the most frequent, parsed and
 * planned anew at every call.
 */
@Singleton
public class Connections implements PgPoolCreator {

    static final int CHARACTERS = 32_768;

    /** How long a probe waits for a connection, and then for an answer. */
    static final Duration PROBE = Duration.ofMillis(900);

    private final TimeLimits limits;
    private volatile @Nullable Pool probes;

    Connections(
            @ConfigProperty(name = "countermand.database.call-limit") Duration call,
            @ConfigProperty(name = "countermand.database.call-wait") Duration wait,
            @ConfigProperty(name = "countermand.database.job-limit") Duration job) {
        this.limits = new TimeLimits(call, wait, job);
    }

    @Override
    public Pool create(Input input) {
        List<SqlConnectOptions> servers = List.copyOf(input.pgConnectOptionsList());
        for (SqlConnectOptions server : servers) {
            server.setPreparedStatementCacheSqlFilter(sql -> sql.length() <= CHARACTERS);
            server.setConnectTimeout(Math.toIntExact(limits.connection().toMillis()));
            server.setTcpKeepAlive(true);
        }
        PoolOptions one = new PoolOptions()
                .setName("probe")
                .setMaxSize(1)
                .setConnectionTimeout(Math.toIntExact(PROBE.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        probes = watched(input.vertx(), one, servers, new TimeLimits(PROBE, PROBE, PROBE));
        return watched(input.vertx(), input.poolOptions(), servers, limits);
    }

    private static Pool watched(Vertx vertx, PoolOptions options, List<SqlConnectOptions> servers, TimeLimits limits) {
        Pool pool = PgBuilder.pool()
                .with(options)
                .connectingTo(servers)
                .using(vertx)
                .build();
        return new WatchedPool(vertx, pool, limits);
    }

    /**
     * Asks the database for a sign of life, on a connection of its own: one that only has much to do is there. Fails with
     * what is wrong, within twice {@link #PROBE}.
     */
    public Uni<Void> probe() {
        return Uni.createFrom().deferred(() -> {
            Pool pool = probes;
            return pool == null
                    ? Uni.createFrom().failure(new DatabaseAwayException("there is no pool of connections yet"))
                    : Uni.createFrom()
                            .completionStage(() -> pool.getConnection()
                                    .compose(Connections::probe)
                                    .toCompletionStage());
        });
    }

    private static io.vertx.core.Future<Void> probe(SqlConnection connection) {
        return connection.query("select 1").execute().<Void>mapEmpty().eventually(() -> connection.close());
    }
}
