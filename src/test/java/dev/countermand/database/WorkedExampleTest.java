package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The worked example of CONTRIBUTING.md does on data what it says, as Flyway carries it out. */
@QuarkusTest
class WorkedExampleTest {

    private static final int ORDERS = 2_500;

    @Inject
    DataSource source;

    @Test
    void expandsFillsAndContracts() throws SQLException {
        String url;
        try (Connection connection = source.getConnection()) {
            url = connection.getMetaData().getURL().replaceFirst("/[^/?]+(\\?|$)", "/example$1");
        }
        new PlainSql(source).run("create database example");
        try {
            PGSimpleDataSource example = new PGSimpleDataSource();
            example.setUrl(url);
            example.setUser("postgres");
            rolls(example);
        } finally {
            new PlainSql(source).run("drop database example with (force)");
        }
    }

    private static void rolls(DataSource example) {
        PlainSql sql = new PlainSql(example);
        Migrations.of(example).load().migrate();
        sql.run(
                "insert into orders (order_id, market, policy_version, buyer_id, seller_id, currency, status, placed_at,"
                        + " processing_seconds, shipping_fee, goods_total, ship_to_country, ship_to_postal_code, ship_to_city,"
                        + " origin_hash, changed_at, changed_by, version) select 'order-' || n, 'aliexpress', 1, 'b', 's', 'EUR',"
                        + " 'PLACED', now(), 1, 0, 0, 'DE', '10115', case when n % 10 > 0 then 'Berlin' end, '', now(), '', 0"
                        + " from generate_series(1, " + ORDERS + ") n");

        flyway(example).target("6").load().migrate();
        assertThat(sql.ask("select count(*) from orders where ship_to_locality is distinct from ship_to_city"))
                .containsExactly("0");
        assertThat(sql.ask("select count(*) from orders where ship_to_locality = 'Berlin'"))
                .containsExactly(String.valueOf(ORDERS * 9 / 10));
        assertThat(sql.ask("select indisvalid from pg_index where indexrelid = 'orders_of_locality'::regclass"))
                .containsExactly("t");
        assertThat(sql.ask("select convalidated from pg_constraint where conname = 'locality_length'"))
                .containsExactly("t");

        flyway(example).load().migrate();
        assertThat(
                        sql.ask(
                                "select attname from pg_attribute where attrelid = 'orders'::regclass and attname like 'ship_to%'"))
                .containsExactlyInAnyOrder("ship_to_country", "ship_to_postal_code", "ship_to_locality");
    }

    /** With a history of its own: its versions are not those of the service. */
    private static FluentConfiguration flyway(DataSource example) {
        return Migrations.of(example)
                .table("example_history")
                .baselineOnMigrate(true)
                .locations("filesystem:" + MigrationRecipeTest.EXAMPLE);
    }
}
