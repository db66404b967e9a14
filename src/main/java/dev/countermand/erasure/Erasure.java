package dev.countermand.erasure;

import dev.countermand.database.query.Columns;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as it stands.
 *
 * @param nextAt when there is something to do for it next
 * @param orders pseudonymised so far
 * @param entries of the audit from which the buyer was taken
 * @param events the same
 * @param documents deleted
 * @param buyerId null once nothing is kept under it
 */
record Erasure(
        UUID id,
        String pseudonym,
        ErasureStatus status,
        String requestedBy,
        Instant requestedAt,
        Instant nextAt,
        long orders,
        long entries,
        long events,
        long documents,
        @Nullable Instant finishedAt,
        @Nullable String buyerId) {

    static Erasure of(Object[] row) {
        Columns columns = new Columns(row, 0);
        return new Erasure(
                columns.id(),
                columns.text(),
                ErasureStatus.valueOf(columns.text()),
                columns.text(),
                columns.moment(),
                columns.moment(),
                number(columns),
                number(columns),
                number(columns),
                number(columns),
                columns.momentOrNull(),
                columns.textOrNull());
    }

    private static long number(Columns columns) {
        return Objects.requireNonNull(columns.longOrNull());
    }
}
