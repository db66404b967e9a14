package dev.countermand;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain SQL beside the service: what tests lay ready and look up. Arrays of texts are arrays there, too. */
public record PlainSql(DataSource source) {

    public int run(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column. */
    public List<String> ask(String sql, Object... values) {
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

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof String[] texts ? connection.createArrayOf("text", texts) : values[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }
}
