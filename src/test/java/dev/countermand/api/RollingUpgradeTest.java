package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a newer release has written is left to it by this one, beside which it runs. */
@QuarkusTest
class RollingUpgradeTest {

    @Inject
    DataSource source;

    @Test
    void aDeadlineOfAKindFromTomorrowWaitsForAReplicaThatKnowsIt() {
        Market market = Market.open();
        String order = market.placed();
        deadline(order, "FROM_TOMORROW");
        assertThat(market.order(order).getList("deadlines.kind")).containsExactly("CLOSE_UNPAID");

        Http.advance(Duration.ofDays(21));
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("CLOSED_UNPAID"));
        assertThat(new PlainSql(source)
                        .ask(
                                "select attempts || ' ' || (claimed_until is null) from deadline where order_id = ?"
                                        + " and kind = 'FROM_TOMORROW'",
                                order))
                .as("neither tried nor claimed nor dropped")
                .containsExactly("0 true");
        new PlainSql(source).run("delete from deadline where order_id = ?", order);
    }

    private void deadline(String order, String kind) {
        new PlainSql(source)
                .run(
                        "insert into deadline (order_id, id, kind, subject, due_at) values (?, gen_random_uuid(), ?, 'x', ?)",
                        order,
                        kind,
                        Http.now().minusSeconds(60).atOffset(ZoneOffset.UTC));
    }
}
