package dev.countermand.deadline;

import dev.countermand.PlainSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain SQL beside the service: what tests lay ready and look up. */
record DueDatabase(PlainSql sql) {

    DueDatabase(DataSource source) {
        this(new PlainSql(source));
    }

    /** Unpaid orders that are copies of one, with their deadlines. */
    List<String> copies(String template, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(template + "-" + i);
        }
        String[] keys = ids.toArray(String[]::new);
        for (String table : List.of("orders", "order_line")) {
            run(
                    "insert into " + table + " select copy.* from " + table + " o, unnest(?) as number,"
                            + " lateral jsonb_populate_record(o, jsonb_build_object('order_id', number)) copy"
                            + " where o.order_id = ?",
                    keys,
                    template);
        }
        run(
                "insert into deadline select copy.* from deadline o, unnest(?) as number,"
                        + " lateral jsonb_populate_record(o, jsonb_build_object('order_id', number, 'subject', number,"
                        + " 'id', gen_random_uuid())) copy where o.order_id = ?",
                keys,
                template);
        return ids;
    }

    int run(String statement, Object... values) {
        return sql.run(statement, values);
    }

    /** The first column. */
    List<String> ask(String statement, Object... values) {
        return sql.ask(statement, values);
    }

    /** The plan of a statement with two moments left open, made once for any of them, as a long-lived connection has it. */
    String planForAnyMoments(String statement) {
        try (Connection connection = sql.source().getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute("set plan_cache_mode = force_generic_plan");
            plain.execute("prepare planned (timestamptz, timestamptz) as " + statement);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = plain.executeQuery("explain execute planned (now(), now())")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            plain.execute("deallocate planned");
            plain.execute("reset plan_cache_mode");
            return plan.toString();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
