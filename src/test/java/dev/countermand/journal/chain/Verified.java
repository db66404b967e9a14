package dev.countermand.journal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Asks the service to prove days of the audit, and does with SQL what it must find. */
public final class Verified {

    private Verified() {}

    public static LocalDate today() {
        return LocalDate.ofInstant(Http.now(), ZoneOffset.UTC);
    }

    /** The first part of the proof. */
    public static JsonPath days(LocalDate from, LocalDate to) {
        return Http.as("lead-1", "lead")
                .queryParam("from", from.toString())
                .queryParam("to", to.toString())
                .get("/v1/audit/verification")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** All parts; it must hold. */
    public static void holds(LocalDate from, LocalDate to) {
        String cursor = null;
        do {
            var request = Http.as("lead-1", "lead")
                    .queryParam("from", from.toString())
                    .queryParam("to", to.toString());
            JsonPath part = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/audit/verification")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(part.getBoolean("intact")).as("%s", part.prettify()).isTrue();
            cursor = part.getString("next");
        } while (cursor != null);
    }

    /** As somebody who may do anything in the database: no trigger sees it. */
    public static void behindTheTriggers(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("begin; set local session_replication_role = replica; " + sql + "; commit");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
