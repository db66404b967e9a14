package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import dev.countermand.prod.StripeBooks.Moment;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} between the decision that money goes back and the knowledge that it was sent: as a refund is asked for, when
 * it is made and nobody knows, when the answer is here and not written, when it is asked about, and at any moment. Each is
 * sent once, as its provider counts. As often as one likes: {@code -Drefunds.kills=10 -Drefunds.seed=1}.
 */
class RefundKillIT {

    /** At each moment. */
    private static final int KILLS = Integer.getInteger("refunds.kills", 1);

    private static final long SEED = Long.getLong("refunds.seed", 1);
    private static final int ORDERS = 12;
    private static final int MOST_CALLS_BEFORE_KILL = 6;
    private static final int MOST_WAIT_MILLIS = 1_500;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String OPEN = "select count(*) from refund where status <> 'SENT'";

    private final Random dice = new Random(SEED);
    private final List<Call> refunds = new ArrayList<>();
    private int orders;

    @Test
    void eachRefundIsSentOnceAsItsProviderCounts() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                StripeBooks stripe = new StripeBooks();
                Connection sql = database.connect()) {
            Map<String, String> environment = database.environment(
                    keys,
                    Map.of(
                            "COUNTERMAND_STRIPE_KEY", "sk_test_1",
                            "COUNTERMAND_STRIPE_URL", stripe.url(),
                            "COUNTERMAND_JOBS_TICK", "0.2s",
                            "COUNTERMAND_REFUNDS_ASK_EVERY", "1S"));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            Client client = new Client(keys);
            ProductionJar service = ProductionJar.serve(environment);
            try {
                for (@Nullable Moment moment : moments()) {
                    client.moveTo(service.baseUrl());
                    List<Call> decided = paid(client);
                    killed(client, service, stripe, decided, moment);
                    free(sql);
                    service = ProductionJar.serve(environment);
                    client.moveTo(service.baseUrl());
                    // Whoever got no answer asks again, with the same key.
                    for (Call call : decided) {
                        assertThat(client.post(call).status()).isEqualTo(201);
                    }
                    waitUntilAllAreSent(sql);
                    sentOnce(sql, stripe, moment);
                }
                System.out.printf("refunds that were asked for again: %d of %d%n", stripe.askedAgain(), refunds.size());
                assertThat(stripe.askedAgain()).as("a kill has lost an answer").isPositive();
            } finally {
                service.close();
            }
        }
    }

    /** Null is any moment. */
    private static List<@Nullable Moment> moments() {
        List<@Nullable Moment> moments = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            moments.addAll(List.of(Moment.values()));
            moments.add(null);
        }
        return moments;
    }

    /** Orders that were paid by Stripe, and the calls that decide a refund of each. */
    private List<Call> paid(Client client) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            String order = "order-" + orders++;
            mustBeCreated(client.post(new Call(Story.SHOP, "/v1/orders", "place-" + order, """
                {"id":"%1$s","market":"aliexpress","buyerId":"b-%1$s","sellerId":"s","currency":"EUR",\
                "lines":[{"sku":"MUG","quantity":1,"unitPrice":"12.50"}],"shippingFee":"0.00",\
                "shipTo":{"country":"DE","postalCode":"10115"}}\
                """.formatted(order))));
            mustBeCreated(client.post(
                    new Call(Story.SHOP, "/v1/orders/" + order + "/payments", "pay-" + order, """
                        {"id":"p","method":"card","amount":"12.50","state":"CAPTURED","provider":"stripe",\
                        "providerReference":"pi_%s"}\
                        """.formatted(order))));
            calls.add(new Call(
                    Story.SHOP,
                    "/v1/orders/" + order + "/refunds",
                    "refund-" + order,
                    "{\"amount\":\"5.00\",\"reason\":\"Late\"}"));
        }
        refunds.addAll(calls);
        return calls;
    }

    private static void mustBeCreated(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** Decides refunds until the provider has seen so many calls at that moment, and kills the service there. */
    private void killed(
            Client client, ProductionJar service, StripeBooks stripe, List<Call> calls, @Nullable Moment moment)
            throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(1 + dice.nextInt(MOST_CALLS_BEFORE_KILL));
        stripe.watch(now -> {
            boolean last = now == moment && left.decrementAndGet() == 0;
            if (last) {
                service.kill();
                there.countDown();
            }
            return last;
        });
        Thread deciding = Thread.ofPlatform().start(() -> {
            for (Call call : calls) {
                try {
                    client.post(call);
                } catch (IOException e) {
                    // The answer is lost with the service.
                    return;
                }
            }
        });
        if (moment == null) {
            Thread.sleep(dice.nextInt(MOST_WAIT_MILLIS));
            service.kill();
        } else {
            assertThat(there.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .as("the provider was called: %s", service.output())
                    .isTrue();
        }
        deciding.join();
        stripe.watch(now -> false);
    }

    /** What the killed had claimed is free after half a minute: here and now. */
    private static void free(Connection sql) throws SQLException {
        sql.createStatement().executeUpdate("update deadline set claimed_until = null where claimed_until > now()");
    }

    private static void waitUntilAllAreSent(Connection sql) throws Exception {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (ProductionDatabase.count(sql, OPEN) > 0 && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(ProductionDatabase.count(sql, OPEN)).as(OPEN).isZero();
    }

    /** By the provider's books: as many as were decided, each order's once, and what our own books say. */
    private void sentOnce(Connection sql, StripeBooks stripe, @Nullable Moment moment) throws SQLException {
        String when = "seed " + SEED + ", killed at " + (moment == null ? "any moment" : moment);
        Map<String, Long> theirs = stripe.made().stream()
                .collect(Collectors.groupingBy(
                        StripeBooks.Made::payment, Collectors.summingLong(StripeBooks.Made::amount)));
        assertThat(theirs)
                .as(when)
                .hasSize(refunds.size())
                .allSatisfy((payment, amount) -> assertThat(amount).isEqualTo(500));
        assertThat(stripe.made()).as(when).hasSize(refunds.size());
        Map<String, Long> ours = new HashMap<>();
        try (ResultSet rows = sql.createStatement()
                .executeQuery("select 'pi_' || order_id, captured + provider from ledger_balance")) {
            while (rows.next()) {
                ours.put(rows.getString(1), rows.getLong(2));
            }
        }
        assertThat(ours).as(when).isEqualTo(theirs);
        assertThat(Consistency.breaches(sql)).as(when).isEmpty();
    }
}
