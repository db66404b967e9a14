package dev.countermand.database;

import dev.countermand.kernel.Spoken;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose connections nobody keeps, or waits for, longer than the limits allow. Whoever gets none is told by a {@link
 * DatabaseAwayException}, whatever the reason. (Quarkus wants this deprecated type of pool.)
 */
@SuppressWarnings("deprecation")
final class WatchedPool implements PgPool {

    private final Vertx vertx;
    private final Pool pool;
    private final TimeLimits limits;

    WatchedPool(Vertx vertx, Pool pool, TimeLimits limits) {
        this.vertx = vertx;
        this.pool = pool;
        this.limits = limits;
    }

    @Override
    public Future<SqlConnection> getConnection() {
        CallTime call = CallTime.current();
        Duration left = limits.left(call);
        if (!left.isPositive()) {
            return Future.failedFuture(
                    new DatabaseAwayException("a call took longer than " + Spoken.of(limits.call())));
        }
        if (call != null) {
            call.begin();
        }
        Runnable end = () -> {
            if (call != null) {
                call.end();
            }
        };
        return waitFor(pool.getConnection(), limits.mostWait(call, left))
                .onFailure(none -> end.run())
                .map(connection -> new WatchedConnection(vertx, connection, limits.left(call), end));
    }

    /** The client's own limit is one for all, and counts for jobs. */
    private Future<SqlConnection> waitFor(Future<SqlConnection> connection, Duration atMost) {
        Promise<SqlConnection> mine = Promise.promise();
        long timer = vertx.setTimer(
                Math.max(1, atMost.toMillis()),
                ignored ->
                        mine.tryFail(new DatabaseAwayException("no connection was had within " + Spoken.of(atMost))));
        connection.onComplete(had -> {
            vertx.cancelTimer(timer);
            if (had.failed()) {
                mine.tryFail(away(had.cause()));
            } else if (!mine.tryComplete(had.result())) {
                // Nobody waits for it any more.
                had.result().close();
            }
        });
        return mine.future();
    }

    private static DatabaseAwayException away(Throwable cause) {
        return new DatabaseAwayException("no connection was had: " + cause.getMessage(), cause);
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    // --- the rest is the pool's ------------------------------------------------------------------------------------

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return pool.query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return pool.preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return pool.preparedQuery(sql, options);
    }

    @Override
    public PgPool connectHandler(@Nullable Handler<SqlConnection> handler) {
        pool.connectHandler(handler);
        return this;
    }

    @Override
    public PgPool connectionProvider(@Nullable Function<Context, Future<SqlConnection>> provider) {
        pool.connectionProvider(provider);
        return this;
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        pool.close(handler);
    }
}
