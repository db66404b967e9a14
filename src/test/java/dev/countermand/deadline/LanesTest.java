package dev.countermand.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.Market;
import dev.countermand.demo.DevClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment provider who hangs delays nobody else, with the service's own ticks running. */
@QuarkusTest
class LanesTest {

    /** One slot is left for others. */
    private static final int HANGING = JobRunner.WIDTH - 1;

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
        provider.sayNothing();
    }

    @AfterEach
    void everybodyAnswersAgain() {
        provider.breakOffAndAnswerFromNowOn();
    }

    /** A1, A22: everything else goes on while calls wait for a provider; then their refunds are tried again. */
    @Test
    void aProviderThatNeverAnswersDelaysNeitherDeadlinesNorOtherProviders() {
        String template = market.placed();
        List<String> orders = new ArrayList<>(database.copies(template, DUE - 1));
        orders.add(template);
        List<String> hanging = new ArrayList<>();
        for (int i = 0; i < HANGING; i++) {
            hanging.add(refunded(SilentProvider.NAME));
        }
        Market.eventually(() -> assertThat(provider.waiting()).isPositive());
        Market.eventually(() -> assertThat(database.ask("select pid from pg_stat_activity where xact_start is not null"
                        + " and state = 'idle in transaction' and state_change < now() - interval '200 milliseconds'"))
                .as("the provider is called outside of any transaction")
                .isEmpty());

        database.run(
                "update deadline set due_at = ? where order_id = any(?)",
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                orders.toArray(String[]::new));
        Market.eventually(
                () -> assertThat(count("orders", orders, "CLOSED_UNPAID")).isEqualTo(DUE));
        String other = refunded("sandbox");
        Market.eventually(
                () -> assertThat(count("refund", List.of(other), "REQUESTED")).isZero());
        Market.eventually(() -> assertThat(provider.waiting())
                .as("calls that still wait, none of which has held up another")
                .isEqualTo(HANGING));

        provider.breakOffAndAnswerFromNowOn();
        Market.eventually(() -> assertThat(count("refund", hanging, "ARRIVED")).isEqualTo(HANGING));
        assertThat(database.ask("select order_id from refund where order_id = any(?) and attempts = 0", (Object)
                        hanging.toArray(String[]::new)))
                .as("refunds whose first attempt did not count as failed")
                .isEmpty();
    }

    /** A paid and cancelled order whose refund goes to this provider. */
    private String refunded(String name) {
        return market.refundedBy(name, order -> "ch_" + order);
    }

    private int count(String table, List<String> orders, String status) {
        return Integer.parseInt(database.ask(
                        "select count(*) from " + table + " where order_id = any(?) and status = ?",
                        orders.toArray(String[]::new),
                        status)
                .getFirst());
    }
}
