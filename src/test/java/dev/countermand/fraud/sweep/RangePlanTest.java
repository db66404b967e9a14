package dev.countermand.fraud.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.database.Migrations;
import dev.countermand.detector.rule.Reach;
import dev.countermand.detector.rule.RuleBook;
import dev.countermand.fraud.judgement.FactsSql;
import dev.countermand.policy.catalogue.Policies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** No range ever reads a whole table: with nothing in it, with little, with much, and whatever the statistics say. */
@QuarkusTest
class RangePlanTest {

    private static final Reach REACH = Reach.of(new Policies(Optional.empty())
            .all().stream().map(RuleBook.delivered()::rules).toList());

    private static final String SWEEP = "00000000-0000-0000-0000-000000000000";

    @Inject
    DataSource source;

    @Test
    void aRangeIsReadByItsBounds() throws SQLException {
        String url;
        try (Connection connection = source.getConnection()) {
            url = connection.getMetaData().getURL();
            connection.createStatement().execute("create database plans");
        }
        String plans = url.replaceFirst("/[^/?]+(\\?|$)", "/plans$1");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(plans);
        database.setUser("postgres");
        database.setPassword("postgres");
        Migrations.of(database).load().migrate();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            readByBounds(sql, "empty", false);
            lay(sql, 1, 100);
            readByBounds(sql, "100 orders, before statistics", false);
            sql.execute("analyze");
            readByBounds(sql, "100 orders", false);
            lay(sql, 101, 50_000);
            readByBounds(sql, "50,000 orders, statistics of 100", true);
            sql.execute("analyze");
            readByBounds(sql, "50,000 orders", true);
        }
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute("drop database plans with (force)");
        }
    }

    private static void readByBounds(Statement sql, String when, boolean large) throws SQLException {
        sql.execute("begin");
        sql.execute(RangeReader.Planned.EACH_TIME.settings());
        for (Sieve.Shape shape : List.of(Sieve.Shape.BETWEEN, Sieve.Shape.FROM)) {
            for (String first : List.of("''", "'000100'", "'049000'")) {
                String plan = plan(
                        sql,
                        Sieve.statement(shape, REACH)
                                .replace(":first", first)
                                .replace(":end", "'000200'")
                                .replace(":sweep", "'" + SWEEP + "'")
                                .replaceAll(":upTo|:now|:waitingSince", "now()"));
                keepsToIndexes(plan, when + ", " + shape, large);
            }
        }
        sql.execute(RangeReader.Planned.ONCE.settings());
        String named = Sieve.statement(Sieve.Shape.NAMED, REACH)
                .replace(":sweep", "$1")
                .replaceAll(":no\\b", "\\$2")
                .replaceAll(":upTo|:now|:waitingSince", "\\$3");
        sql.execute("prepare named (uuid, int, timestamptz) as " + named);
        keepsToIndexes(plan(sql, "execute named ('" + SWEEP + "', 1, now())"), when + ", " + Sieve.Shape.NAMED, large);
        String changed = Sieve.statement(Sieve.Shape.CHANGED, REACH)
                .replace(":sweep", "$1")
                .replaceAll(":firstChange|:endChange", "\\$2")
                .replace(":newest", "$1")
                .replaceAll(":upTo|:now|:waitingSince", "\\$3");
        sql.execute("prepare changed (uuid, timestamptz, timestamptz) as " + changed);
        String changes = plan(sql, "execute changed ('" + SWEEP + "', now(), now())");
        keepsToIndexes(changes, when + ", " + Sieve.Shape.CHANGED, false);
        if (large) {
            bounded(changes, "shipment s", "changed_at", when);
            bounded(changes, "orders o", "order_id", when);
        }
        String facts = FactsSql.OF_ORDERS.replace(":asOf", "$1").replace(":orders", "$2");
        sql.execute("prepare facts (timestamptz, text[]) as " + facts);
        keepsToIndexes(plan(sql, "execute facts (now(), '{000100,000101}')"), when + ", facts", large);
        sql.execute("deallocate all");
        sql.execute("rollback");
    }

    private static void keepsToIndexes(String plan, String when, boolean large) {
        assertThat(plan).as(when).doesNotContain("Seq Scan", "Hash", "Bitmap");
        if (large) {
            bounded(plan, "shipment s", "order_id", when);
            bounded(plan, "orders o", "order_id", when);
        }
    }

    /** The scan begins and ends with the range's orders. What fits a page may be read along any index. */
    private static void bounded(String plan, String table, String column, String when) {
        assertThat(Pattern.compile(" on " + table + "\\b.*\\n.*Index Cond: .*" + column + " [>=]")
                        .matcher(plan)
                        .find())
                .as(when + ": " + table + " in\n" + plan)
                .isTrue();
    }

    private static String plan(Statement sql, String statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("explain " + statement)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private static void lay(Statement sql, int first, int last) throws SQLException {
        sql.execute("""
                insert into orders (order_id, market, policy_version, buyer_id, seller_id, currency, status, placed_at,
                    verified_at, processing_seconds, shipping_fee, goods_total, ship_to_country, ship_to_postal_code,
                    origin_hash, changed_at, changed_by, version)
                select lpad(n::text, 6, '0'), 'aliexpress', 1, 'b', 's', 'USD', 'SHIPPED', now(), now(), 1, 0, 1, 'DE', '10115', '',
                    now(), 'test', 0
                from generate_series(%1$s, %2$s) n;
                insert into shipment (order_id, id, seller_id, carrier, tracking_number, declared_at, declared_by, changed_at,
                    version)
                select lpad(n::text, 6, '0'), gen_random_uuid(), 's', 'ups', n::text, now(), 's', now(), 0
                from generate_series(%1$s, %2$s) n
                """.formatted(first, last));
    }
}
