package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A18, A20, A24: what was there before the ledger is booked as if it had been. */
@QuarkusTest
class LedgerFillTest {

    private static final String ORDER =
            "insert into orders (order_id, market, policy_version, buyer_id, seller_id, currency, status, placed_at,"
                    + " processing_seconds, shipping_fee, goods_total, ship_to_country, ship_to_postal_code, ship_to_city,"
                    + " origin_hash, changed_at, changed_by, version, closed_at, paid, refunded) values (?, 'aliexpress',"
                    + " 1, 'b', 's', 'EUR', ?, now(), 1, 0, 2990, 'DE', '10115', 'Berlin', '', '2031-01-09', '', 0,"
                    + " cast(nullif(?, '') as timestamptz), 2990, ?)";

    @Inject
    DataSource source;

    @Test
    void booksWhatWasBefore() throws SQLException {
        String url;
        try (Connection connection = source.getConnection()) {
            url = connection.getMetaData().getURL().replaceFirst("/[^/?]+(\\?|$)", "/ledgered$1");
        }
        new PlainSql(source).run("create database ledgered");
        try {
            PGSimpleDataSource before = new PGSimpleDataSource();
            before.setUrl(url);
            before.setUser("postgres");
            Migrations.of(before).target("2.231").load().migrate();
            PlainSql sql = new PlainSql(before);
            fills(before, sql);
        } finally {
            new PlainSql(source).run("drop database ledgered with (force)");
        }
    }

    private static void fills(DataSource before, PlainSql sql) {
        order(sql, "held", "DELIVERED", "", 500);
        refund(sql, "held", 1, 500, "2031-01-02", "");
        order(sql, "released", "COMPLETED", "2031-01-05", 1_000);
        refund(sql, "released", 2, 600, "2031-01-02", "2031-01-03");
        refund(sql, "released", 3, 400, "2031-01-08", "");
        order(sql, "kept", "RETURNED", "2031-01-03", 2_500);
        refund(sql, "kept", 4, 2_500, "2031-01-03", "2031-01-04");
        sql.run("insert into charge (order_id, id, kind, debtor, deducted, amount, rule, statement, cause, at) values"
                + " ('kept', gen_random_uuid(), 'SHIPPING_COSTS', 'BUYER', true, 490, 'E2', '', 'x', '2031-01-03')");
        order(sql, "back", "RETURNED", "2031-01-07", 2_990);
        refund(sql, "back", 5, 2_990, "2031-01-07", "");
        entry(sql, "back", "CLAIM", 2_990, "2031-01-07");
        entry(sql, "kept", "FINE", 150, "2031-01-03");
        entry(sql, "kept", "WARNING", 0, "2031-01-03");

        Migrations.of(before).load().migrate();
        String balances =
                "select order_id || ' ' || concat_ws(' ', provider, buyer, escrow, seller, platform, carrier_costs,"
                        + " claim_on_seller, captured, refunded) from ledger_balance order by order_id";
        String[] wanted = {
            "back -2990 2990 0 2990 0 0 -2990 2990 2990",
            "held -2990 500 2490 0 0 0 0 2990 500",
            "kept -490 0 0 0 150 490 -150 2990 2500",
            "released -2390 400 0 2390 -400 0 0 2990 1000"
        };
        assertThat(sql.ask(balances)).containsExactly(wanted);
        sql.ask("select ledger_take_over(array(select order_id from orders))");
        assertThat(sql.ask(balances)).as("twice is as good as once").containsExactly(wanted);
    }

    /** Of 29.90, paid by card. */
    private static void order(PlainSql sql, String id, String status, String closedAt, long refunded) {
        sql.run(ORDER, id, status, closedAt, refunded);
        sql.run(
                "insert into payment (order_id, payment_id, method, amount, state, provider, provider_reference,"
                        + " registered_at, captured_at, refunded, version) values (?, 'p', 'card', 2990, 'CAPTURED',"
                        + " 'sandbox', ?, '2031-01-01', '2031-01-01', ?, 0)",
                id,
                id,
                refunded);
    }

    private static void refund(PlainSql sql, String order, int number, long amount, String requestedAt, String sentAt) {
        sql.run(
                "insert into refund (order_id, id, payment_id, amount, cause, status, requested_at, sent_at, version)"
                        + " values (?, cast(? as uuid), 'p', ?, 'DISPUTE', 'REQUESTED', cast(? as timestamptz),"
                        + " cast(nullif(?, '') as timestamptz), 0)",
                order,
                "00000000-0000-0000-0000-00000000000" + number,
                amount,
                requestedAt,
                sentAt);
    }

    private static void entry(PlainSql sql, String order, String kind, long amount, String at) {
        sql.run(
                "insert into seller_entry (seller_id, id, kind, order_id, cause, rule, amount, currency, points,"
                        + " statement, decided_by, at) values ('s', gen_random_uuid(), ?, ?, ?, 'A24', ?, 'EUR', 0, '',"
                        + " 'x', cast(? as timestamptz))",
                kind,
                order,
                kind,
                amount,
                at);
    }
}
