package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Http;
import dev.countermand.api.Market;
import dev.countermand.demo.DevClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment provider who hangs delays nobody else, with the service's own ticks running. */
@QuarkusTest
class LanesTest {

    /** More than there are slots: some wait. */
    private static final int HANGING = 2 * JobRunner.WIDTH;

    private static final int DUE = 1_000;

    @Inject
    SilentProvider provider;

    @Inject
    DevClock clock;

    @Inject
    DataSource source;

    private final Market market = Market.open();
    private DueDatabase database;

    @BeforeEach
    void connect() {
        database = new DueDatabase(source);
    }

    /** A1, A22: the deadlines fire while every slot waits for a provider; then the refunds are tried again. */
    @Test
    void aProviderThatNeverAnswersDelaysNeitherDeadlinesNorOtherProviders() {
        String template = market.placed();
        List<String> orders = new ArrayList<>(database.copies(template, DUE - 1));
        orders.add(template);
        List<String> hanging = new ArrayList<>();
        for (int i = 0; i < HANGING; i++) {
            hanging.add(refunded(SilentProvider.NAME));
        }
        Market.eventually(() -> assertThat(provider.waiting()).isEqualTo(JobRunner.WIDTH));
        assertThat(database.ask("select pid from pg_stat_activity where state = 'idle in transaction'"))
                .as("the provider is called outside of any transaction")
                .isEmpty();

        database.run(
                "update deadline set due_at = ? where order_id = any(?)",
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                orders.toArray(String[]::new));
        Market.eventually(
                () -> assertThat(count("orders", orders, "CLOSED_UNPAID")).isEqualTo(DUE));
        assertThat(provider.givenUp())
                .as("calls that ended before the deadlines fired")
                .isZero();
        assertThat(provider.waiting()).isEqualTo(JobRunner.WIDTH);

        String other = refunded("sandbox");
        Market.eventually(
                () -> assertThat(count("refund", List.of(other), "REQUESTED")).isZero());
        Market.eventually(
                () -> assertThat(count("refund", hanging, "REQUESTED")).isZero());
        assertThat(provider.givenUp()).isPositive();
        assertThat(count("refund", hanging, "FAILED")).isEqualTo(HANGING);

        provider.answerFromNowOn();
        Market.eventually(() -> assertThat(count("refund", hanging, "ARRIVED")).isEqualTo(HANGING));
        assertThat(database.ask("select attempts from refund where order_id = any(?) and attempts = 0", (Object)
                        hanging.toArray(String[]::new)))
                .isEmpty();
    }

    /** A paid and cancelled order whose refund goes to this provider. */
    private String refunded(String name) {
        String order = market.placed();
        Http.as("shop", "service")
                .body(Map.of(
                        "id", "pay-1",
                        "method", "card",
                        "amount", "29.90",
                        "state", "CAPTURED",
                        "provider", name,
                        "providerReference", "ch_" + order))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        return order;
    }

    private int count(String table, List<String> orders, String status) {
        return Integer.parseInt(database.ask(
                        "select count(*) from " + table + " where order_id = any(?) and status = ?",
                        orders.toArray(String[]::new),
                        status)
                .getFirst());
    }
}
