package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;

/** What is told apart as a database that is away, and what is not. */
class DatabaseAwayTest {

    @Test
    void aDatabaseThatIsAwayIsFoundBehindWhateverItWasWrappedIn() {
        for (Throwable away : List.of(
                new DatabaseAwayException("no connection"),
                ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new ConnectException("Connection refused"),
                new SocketException("Connection reset"),
                new ClosedChannelException(),
                new PgException("the database system is shutting down", "FATAL", "57P03", ""),
                new PgException("canceling statement due to statement timeout", "ERROR", "57014", ""),
                new PgException("sorry, too many clients already", "FATAL", "53300", ""),
                new PgException("cannot execute UPDATE in a read-only transaction", "ERROR", "25006", ""),
                new GenericJDBCException("could not extract", new SQLException("gone", "08006")))) {
            assertThat(DatabaseAwayException.isBehind(away)).as(away.toString()).isTrue();
            assertThat(DatabaseAwayException.isBehind(new IllegalStateException(new RuntimeException(away))))
                    .isTrue();
            assertThat(DatabaseAwayException.isBehind(new CompositeException(new IllegalStateException("a"), away)))
                    .isTrue();
        }
    }

    @Test
    void whatTheDatabaseSaysOfAStatementIsNoReasonToComeAgain() {
        for (Throwable fault : List.of(
                new IllegalStateException("Connection refused"),
                new NoStackTraceThrowable("no such thing"),
                new IOException("Read timed out"),
                new PgException("syntax error", "ERROR", "42601", ""),
                new PgException("division by zero", "ERROR", "22012", ""),
                new ConstraintViolationException("taken", new SQLException("taken", "23505"), "orders_pkey"))) {
            assertThat(DatabaseAwayException.isBehind(fault))
                    .as(fault.toString())
                    .isFalse();
        }
    }

    @Test
    void aFailureThatIsItsOwnReasonEndsTheSearch() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.addSuppressed(second);

        assertThat(DatabaseAwayException.isBehind(second)).isFalse();
    }
}
