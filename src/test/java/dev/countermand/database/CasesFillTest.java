package dev.countermand.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.countermand.PlainSql;
import dev.countermand.kernel.Currency;
import dev.countermand.kernel.Money;
import dev.countermand.review.state.CaseReason;
import dev.countermand.review.state.Priority;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Cases that were open before there was a queue: each gets the place that it would have got. */
@QuarkusTest
class CasesFillTest {

    private static final Instant DUE = Instant.parse("2026-03-06T12:00:00.123456Z");

    @Inject
    DataSource source;

    @Test
    void placesEachCaseAsThePriorityHasIt() throws SQLException, IOException {
        String url;
        try (Connection connection = source.getConnection()) {
            url = connection.getMetaData().getURL().replaceFirst("/[^/?]+(\\?|$)", "/queued$1");
        }
        new PlainSql(source).run("create database queued");
        try {
            PGSimpleDataSource before = new PGSimpleDataSource();
            before.setUrl(url);
            before.setUser("postgres");
            Migrations.of(before).target("2.402").load().migrate();
            fills(before, new PlainSql(before));
        } finally {
            new PlainSql(source).run("drop database queued with (force)");
        }
    }

    private static void fills(DataSource before, PlainSql sql) throws IOException {
        List<String> currencies = currencies();
        for (int i = 0; i < currencies.size(); i++) {
            open(sql, currencies.get(i), reason(i), score(i), amount(i), "null");
        }
        open(sql, "party", CaseReason.DETECTED, 60, 2_990, "'s'");
        open(sql, "held", CaseReason.DETECTED, 60, 2_990, "'mod-1'");

        Migrations.of(before).load().migrate();
        for (int i = 0; i < currencies.size(); i++) {
            Money amount = new Money(amount(i), Currency.getInstance(currencies.get(i)));
            Instant place = Priority.of(score(i), reason(i), amount, DUE).ranksAt();
            String filled = sql.ask(
                            "select to_char(ranks_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from review_case"
                                    + " where order_id = ?",
                            currencies.get(i))
                    .getFirst();
            assertThat(Instant.parse(filled)).as(currencies.get(i)).isCloseTo(place, within(1, ChronoUnit.MILLIS));
        }
        assertThat(
                        sql.ask(
                                "select order_id || ' ' || buyer_id || ' ' || market || ' ' || status || ' '"
                                        + " || coalesce(assignee, 'nobody') from review_case where order_id in ('party', 'held') order by 1"))
                .containsExactly("held b aliexpress CLAIMED mod-1", "party b aliexpress OPEN nobody");
    }

    private static CaseReason reason(int i) {
        return CaseReason.values()[i % CaseReason.values().length];
    }

    private static int score(int i) {
        return i * 13 % 101;
    }

    private static long amount(int i) {
        return i % 5 == 0 ? 0 : i * 977L;
    }

    private static void open(PlainSql sql, String id, CaseReason reason, int score, long amount, String assignee) {
        sql.run(
                "insert into orders (order_id, market, policy_version, buyer_id, seller_id, currency, status, placed_at,"
                        + " processing_seconds, shipping_fee, goods_total, ship_to_country, ship_to_postal_code, ship_to_city,"
                        + " origin_hash, changed_at, changed_by, version) values ('" + id
                        + "', 'aliexpress', 1, 'b', 's', 'EUR', 'SHIPPED', now(), 1, 0, 0, 'DE', '10115', 'Berlin', '',"
                        + " now(), '', 0)");
        boolean held = !assignee.equals("null");
        sql.run(
                "insert into review_case (order_id, id, seller_id, status, score, amount, currency, reason, opened_at, due_at,"
                        + " assignee, claim_token, claim_until, version) values ('" + id
                        + "', gen_random_uuid(), 's', '"
                        + (held ? "CLAIMED" : "OPEN") + "', " + score + ", " + amount + ", '"
                        + (id.length() == 3 ? id : "EUR")
                        + "', '" + reason + "', now(), '" + DUE + "', " + assignee + ", "
                        + (held ? "gen_random_uuid(), now()" : "null, null") + ", 0)");
    }

    private static List<String> currencies() throws IOException {
        try (InputStream list =
                Objects.requireNonNull(Currency.class.getResourceAsStream("/currencies/rough-worth.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, 3))
                    .toList();
        }
    }
}
