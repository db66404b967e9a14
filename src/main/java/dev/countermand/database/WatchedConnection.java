package dev.countermand.database;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.time.Duration;

/**
 * A connection that is cut off when it is not given back in time. What waits for an answer on it fails at once then, and the
 * database rolls back. Cancelling the chain instead would give back a connection on which a statement still runs, in a
 * transaction that nobody ends.
 */
final class WatchedConnection implements SqlConnection {

    private final Vertx vertx;
    private final SqlConnection connection;
    private final Runnable onceGivenBack;
    private final long watch;
    private boolean givenBack;

    WatchedConnection(Vertx vertx, SqlConnection connection, Duration limit, Runnable onceGivenBack) {
        this.vertx = vertx;
        this.connection = connection;
        this.onceGivenBack = onceGivenBack;
        this.watch = vertx.setTimer(Math.max(1, limit.toMillis()), ignored -> cutOff());
    }

    /** The client has no word for it: closing gives back, and waits for what was asked before. */
    private void cutOff() {
        if (connection instanceof SqlConnectionInternal internal
                && internal.unwrap().unwrap() instanceof SocketConnectionBase inner) {
            // Below its codec, which would wait for the answers to what was sent.
            inner.socket().channelHandlerContext().pipeline().firstContext().close();
        }
    }

    @Override
    public Future<Void> close() {
        if (!givenBack) {
            givenBack = true;
            vertx.cancelTimer(watch);
            onceGivenBack.run();
        }
        return connection.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    // --- the rest is the connection's ------------------------------------------------------------------------------

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return connection.query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return connection.preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return connection.preparedQuery(sql, options);
    }

    @Override
    public SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
        connection.prepare(sql, handler);
        return this;
    }

    @Override
    public Future<PreparedStatement> prepare(String sql) {
        return connection.prepare(sql);
    }

    @Override
    public SqlConnection prepare(String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
        connection.prepare(sql, options, handler);
        return this;
    }

    @Override
    public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return connection.prepare(sql, options);
    }

    @Override
    public SqlConnection exceptionHandler(Handler<Throwable> handler) {
        connection.exceptionHandler(handler);
        return this;
    }

    @Override
    public SqlConnection closeHandler(Handler<Void> handler) {
        connection.closeHandler(handler);
        return this;
    }

    @Override
    public void begin(Handler<AsyncResult<Transaction>> handler) {
        connection.begin(handler);
    }

    @Override
    public Future<Transaction> begin() {
        return connection.begin();
    }

    @Override
    public Transaction transaction() {
        return connection.transaction();
    }

    @Override
    public boolean isSSL() {
        return connection.isSSL();
    }

    @Override
    public DatabaseMetadata databaseMetadata() {
        return connection.databaseMetadata();
    }
}
