package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** P2: what carriers have of orders that were under way before their lines counted it. */
@QuarkusTest
class CarriedFillTest {

    @Inject
    DataSource source;

    @Test
    void countsWhatCarriersHave() throws SQLException {
        String url;
        try (Connection connection = source.getConnection()) {
            url = connection.getMetaData().getURL().replaceFirst("/[^/?]+(\\?|$)", "/carried$1");
        }
        new PlainSql(source).run("create database carried");
        try {
            PGSimpleDataSource before = new PGSimpleDataSource();
            before.setUrl(url);
            before.setUser("postgres");
            Migrations.of(before).target("2.13").load().migrate();
            PlainSql sql = new PlainSql(before);
            fills(before, sql);
        } finally {
            new PlainSql(source).run("drop database carried with (force)");
        }
    }

    private static void fills(DataSource before, PlainSql sql) {
        order(sql, "declared", "SHIPPED");
        parcel(sql, "declared", 1, 2, null, null);
        order(sql, "accepted", "PROCESSING");
        parcel(sql, "accepted", 1, 1, "now()", null);
        parcel(sql, "accepted", 2, 1, null, null);
        order(sql, "half", "IN_TRANSIT");
        parcel(sql, "half", 1, 1, "now()", "now()");
        parcel(sql, "half", 2, 1, "now()", null);
        order(sql, "delivered", "DELIVERED");
        parcel(sql, "delivered", 1, 2, "now()", "now()");
        order(sql, "unknown", "IN_TRANSIT");
        parcel(sql, "unknown", 1, 2, null, null);
        parcel(sql, "unknown", 2, 0, "now()", null);

        Migrations.of(before).load().migrate();
        assertThat(sql.ask("select order_id || ' ' || carried || ' ' || delivered from order_line order by order_id"))
                .containsExactly("accepted 1 0", "declared 0 0", "delivered 2 2", "half 2 1", "unknown 2 0");
    }

    /** Two units of one line, both in parcels. */
    private static void order(PlainSql sql, String id, String status) {
        sql.run(
                "insert into orders (order_id, market, policy_version, buyer_id, seller_id, currency, status, placed_at,"
                        + " processing_seconds, shipping_fee, goods_total, ship_to_country, ship_to_postal_code, ship_to_city,"
                        + " origin_hash, changed_at, changed_by, version) values ('" + id
                        + "', 'aliexpress', 1, 'b', 's', 'EUR', '"
                        + status + "', now(), 1, 0, 0, 'DE', '10115', 'Berlin', '', now(), '', 0)");
        sql.run("insert into order_line (order_id, line, sku, quantity, unit_price, shipped, version) values ('" + id
                + "', 1, 'MUG', 2, 1250, 2, 0)");
    }

    /** With so many units of the line; with none, nobody has said what is in it. */
    private static void parcel(
            PlainSql sql,
            String order,
            int number,
            int units,
            @Nullable String acceptedAt,
            @Nullable String deliveredAt) {
        String id = "'00000000-0000-0000-0000-00000000000" + number + "'";
        sql.run("insert into shipment (order_id, id, seller_id, carrier, tracking_number, declared_at, declared_by,"
                + " accepted_at, delivered_at, changed_at, version) values ('" + order + "', " + id + ", 's', 'ups', '"
                + order + number + "', now(), 's', " + acceptedAt + ", " + deliveredAt + ", now(), 0)");
        if (units > 0) {
            sql.run("insert into shipment_line (order_id, shipment_id, line, quantity) values ('" + order + "', " + id
                    + ", 1, " + units + ")");
        }
    }
}
