package dev.countermand.fraud;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Plain SQL beside the service: copies of an order with one shipment, each with fields of its own. */
record SweptMarket(DataSource source) {

    /** A copy of a shipped order; its fields and its shipment's, by the names of the columns. */
    void lay(String template, String order, JsonObject fields, JsonObject shipment) {
        copy("orders", template, new JsonObject().put("order_id", order).mergeIn(fields));
        copy("order_line", template, new JsonObject().put("order_id", order));
        copy(
                "shipment",
                template,
                new JsonObject()
                        .put("order_id", order)
                        .put("id", UUID.randomUUID().toString())
                        .mergeIn(shipment));
    }

    private void copy(String table, String template, JsonObject fields) {
        run(
                "insert into " + table + " select copy.* from " + table
                        + " o, lateral jsonb_populate_record(o, cast(? as jsonb)) copy where o.order_id = ?",
                fields.encode(),
                template);
    }

    int run(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column. */
    List<String> ask(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long count(String sql, Object... values) {
        return Long.parseLong(ask(sql, values).getFirst());
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof String[] texts ? connection.createArrayOf("text", texts) : values[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }
}
