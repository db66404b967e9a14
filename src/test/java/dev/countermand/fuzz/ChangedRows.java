package dev.countermand.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees every row that any transaction changes, and when it commits: triggers on all tables write each change down in the
 * transaction that makes it, so what is rolled back leaves nothing. What counters of PostgreSQL tell comes late, and sums
 * over tables miss what is changed and changed back.
 */
final class ChangedRows {

    /** Flyway's own is no table of the service; what waits to be sealed comes with its entry of the audit. */
    private static final String TABLES = """
        select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
            and not relispartition and relname not in ('flyway_schema_history', 'fuzz_change', 'outbox_position', 'audit_unsealed')
        """;

    private static final String BOOK = """
        create unlogged table fuzz_change (at_table text not null, act text not null, changed_row text);
        create function fuzz_note() returns trigger language plpgsql as $$
        begin
            insert into fuzz_change values (tg_table_name, tg_op,
                left(case when tg_op = 'DELETE' then old::text else new::text end, 500));
            return null;
        end $$
        """;

    /**
     * An update that writes what stood there changes nothing, nor does giving told events their positions: reading events has
     * that done, also for a caller who has left before the answer, when the next call is under way.
     */
    private static final String TRIGGERS = """
        create trigger fuzz_made after insert or delete on %1$s for each row execute function fuzz_note();
        create trigger fuzz_changed after update on %1$s for each row when (%2$s)
            execute function fuzz_note()
        """;

    private static final String ANYTHING = "old.* is distinct from new.*";
    private static final String POSITION_APART =
            "to_jsonb(old) - 'position' is distinct from to_jsonb(new) - 'position'";

    private static final int MOST_SHOWN = 5;

    /**
     * A change that was committed.
     *
     * @param act {@code INSERT}, {@code UPDATE} or {@code DELETE}
     */
    record Change(String table, String act, String row) {}

    private final Connection sql;
    private final int tables;

    private ChangedRows(Connection sql, int tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /** Watches from now on. */
    static ChangedRows watch(Connection sql) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = sql.createStatement()) {
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute(BOOK);
            for (String table : tables) {
                String changed = table.equals("outbox_event") ? POSITION_APART : ANYTHING;
                statement.execute(TRIGGERS.formatted(table, changed));
            }
        }
        return new ChangedRows(sql, tables.size());
    }

    int tables() {
        return tables;
    }

    /** What was changed since this was asked last. */
    List<Change> take() throws SQLException {
        List<Change> changes = new ArrayList<>();
        try (Statement statement = sql.createStatement();
                ResultSet rows =
                        statement.executeQuery("delete from fuzz_change returning at_table, act, changed_row")) {
            while (rows.next()) {
                changes.add(new Change(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return changes;
    }

    static String words(List<Change> changes) {
        return changes.size() + " rows: "
                + changes.stream().limit(MOST_SHOWN).map(Change::toString).toList();
    }
}
