package dev.countermand.policy.catalogue;

import dev.countermand.policy.Policy;
import dev.countermand.policy.PolicyKey;
import dev.countermand.policy.document.PolicyReader;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of the policies in use. Plain JDBC: it is read before the reactive side of the service has begun. */
@Singleton
class PolicyStore {

    private static final String ADD = "insert into policy_document (name, version, document, first_used_at)"
            + " values (?, ?, ?::jsonb, ?) on conflict do nothing";
    private static final String ALL = "select name, version, document from policy_document";

    private final AgroalDataSource database;
    private final InstantSource clock;

    PolicyStore(AgroalDataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps what is not kept yet; what another replica has just kept is left as it is. */
    void add(Map<PolicyKey, Policy> policies) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            for (Map.Entry<PolicyKey, Policy> policy : policies.entrySet()) {
                insert.setString(1, policy.getKey().name());
                insert.setInt(2, policy.getKey().version());
                insert.setString(3, PolicyReader.write(policy.getValue()));
                insert.setTimestamp(4, Timestamp.from(clock.instant()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The text of every policy that was ever in use. */
    SortedMap<PolicyKey, String> all() throws SQLException {
        SortedMap<PolicyKey, String> all = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.put(new PolicyKey(rows.getString(1), rows.getInt(2)), rows.getString(3));
            }
        }
        return all;
    }
}
