package dev.countermand.database;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database is not there, does not answer in time, or cannot do its work now. Nothing is wrong with what was asked of it:
 * the same may be asked again.
 */
public final class DatabaseAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Classes of SQLSTATE that speak of the database and not of the statement: connection, resources (also too many
     * connections), an operator's intervention (shutting down, starting up, a cancelled statement), the system below it.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** It only reads, as one that waits to take over; a transaction was idle for too long. */
    private static final Set<String> STATES = Set.of("25006", "25P03");

    /** What the driver says of a statement that comes when its connection is gone already; it has no type for it. */
    private static final String NOT_ACTIVE = "Connection is not active now";

    DatabaseAwayException(String why) {
        this(why, null);
    }

    DatabaseAwayException(String why, @Nullable Throwable cause) {
        // No stack trace: where the database was asked says nothing of why it is away.
        super(why, cause, false, false);
    }

    /** Whether a database that is away is behind this failure: the one place that tells it from all others. */
    public static boolean isBehind(Throwable failure) {
        return reason(failure) != null;
    }

    /** What the database or the connection said, in a line; null when a failure has another reason. */
    static @Nullable String reason(Throwable failure) {
        return reason(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static @Nullable String reason(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        if (isAway(failure)) {
            return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
        }
        // What failed while it was cleaned up is attached to what failed first.
        return Stream.concat(Stream.ofNullable(failure.getCause()), List.of(failure.getSuppressed()).stream())
                .map(cause -> reason(cause, seen))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean isAway(Throwable failure) {
        return switch (failure) {
            case DatabaseAwayException away -> true;
            case ClosedConnectionException closed -> true;
            case NoStackTraceThrowable ofTheDriver ->
                String.valueOf(ofTheDriver.getMessage()).startsWith(NOT_ACTIVE);
            case SocketException refusedOrReset -> true;
            case ClosedChannelException closed -> true;
            case DatabaseException said -> isAway(said.getSqlState());
            case SQLException said -> isAway(said.getSQLState());
            default -> false;
        };
    }

    private static boolean isAway(@Nullable String state) {
        return state != null
                && state.length() == 5
                && (CLASSES.contains(state.substring(0, 2)) || STATES.contains(state));
    }
}
