package dev.countermand.journal.chain;

import dev.countermand.database.query.Columns;
import dev.countermand.journal.AuditEntry;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of {@link ChainSql} as what they are. */
final class ChainRows {

    /** Columns of an entry. */
    static final int ENTRY = 10;

    private ChainRows() {}

    /** Null where the columns are empty, because there is no such entry. */
    static @Nullable AuditEntry entry(@Nullable Object[] row, int first) {
        if (row[first] == null) {
            return null;
        }
        Columns columns = new Columns(row, first);
        return new AuditEntry(
                columns.id(),
                columns.text(),
                columns.text(),
                columns.text(),
                columns.moment(),
                columns.text(),
                columns.text(),
                columns.textOrNull(),
                columns.longOrNull(),
                columns.text());
    }

    static Seal seal(Columns columns) {
        return new Seal(
                Objects.requireNonNull(columns.longOrNull()),
                columns.id(),
                columns.moment(),
                SealKind.valueOf(columns.text()),
                columns.textOrNull(),
                columns.textOrNull(),
                columns.text(),
                columns.text());
    }

    static DayHead head(@Nullable Object[] row) {
        Columns columns = new Columns(row, 0);
        return new DayHead(
                LocalDate.parse(columns.text()),
                Objects.requireNonNull(columns.longOrNull()),
                Objects.requireNonNull(columns.longOrNull()),
                columns.text(),
                columns.text(),
                columns.text(),
                columns.moment());
    }
}
