package dev.countermand.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.demo.SigningKeys;
import dev.countermand.payment.provider.Delivery;
import dev.countermand.prod.Client.Answer;
import dev.countermand.prod.Client.Call;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} while refunds are handed to Adyen, which only acknowledges them, and while Stripe and Adyen tell by
 * webhook what became of refunds and disputes: before the call, when it is made, when the answer is here, as a delivery comes
 * in, as it was answered, and at any moment. Each refund is sent once, as its provider counts; nothing that was answered 200
 * is lost, and each is booked once. {@code -Drefunds.kills=10 -Drefunds.seed=1}.
 */
class NewsKillIT {

    /** At each moment. */
    private static final int KILLS = Integer.getInteger("refunds.kills", 1);

    private static final long SEED = Long.getLong("refunds.seed", 1);
    private static final int ORDERS = 16;
    private static final int MOST_BEFORE_KILL = 4;
    private static final int MOST_WAIT_MILLIS = 1_500;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private enum Moment {
        /** Adyen is called, and has done nothing. */
        ASKED,
        /** Adyen has made it, and nobody knows. */
        MADE,
        /** Adyen has answered, and nothing is written. */
        ANSWERED,
        /** A delivery leaves its provider. */
        DELIVERED,
        /** A delivery was answered 200, and is not worked off. */
        TAKEN,
        ANY
    }

    /** What an order is there for, by its number. */
    private enum Kind {
        STRIPE_REFUND,
        ADYEN_REFUND,
        STRIPE_DISPUTE,
        ADYEN_DISPUTE
    }

    /** @param second the refund fails after it was sent, or the dispute is lost */
    private record Placed(String id, Kind kind, boolean second) {

        String provider() {
            return kind == Kind.STRIPE_REFUND || kind == Kind.STRIPE_DISPUTE ? "stripe" : "adyen";
        }

        boolean isRefunded() {
            return kind == Kind.STRIPE_REFUND || kind == Kind.ADYEN_REFUND;
        }

        String payment() {
            return (provider().equals("stripe") ? "pi_" : "pay_") + id;
        }
    }

    private final Random dice = new Random(SEED);
    private final List<Placed> placed = new CopyOnWriteArrayList<>();
    private int orders;

    @Test
    void eachIsSentOnceAndNothingThatWasToldIsLost() throws Exception {
        SigningKeys keys = SigningKeys.generate();
        try (ProductionDatabase database = ProductionDatabase.start();
                StripeBooks stripe = new StripeBooks();
                AdyenBooks adyen = new AdyenBooks(Duration.ZERO);
                NewsTeller teller = new NewsTeller(() -> toTell(stripe, adyen), new Random(SEED));
                Connection sql = database.connect()) {
            Map<String, String> environment = database.environment(keys, settings(stripe, adyen));
            assertThat(ProductionJar.run(environment, "migrate").exitCode()).isZero();
            Client client = new Client(keys);
            ProductionJar service = ProductionJar.serve(environment);
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    for (Moment moment : Moment.values()) {
                        move(client, teller, service);
                        List<Call> decided = paid(client);
                        killed(client, service, adyen, teller, decided, moment);
                        free(sql);
                        service = ProductionJar.serve(environment);
                        move(client, teller, service);
                        // Whoever got no answer asks again, with the same key.
                        for (Call call : decided) {
                            assertThat(client.post(call).status()).isEqualTo(201);
                        }
                        waitForTheEnd(sql, teller);
                        allIsAsItWasTold(sql, stripe, adyen, teller, moment);
                    }
                }
                System.out.printf(
                        "refunds that were asked for again: %d of Adyen's %d; news: %d%n",
                        adyen.askedAgain(), adyen.made().size(), teller.taken().size());
                assertThat(adyen.askedAgain()).as("a kill has lost an answer").isPositive();
            } finally {
                service.close();
            }
        }
    }

    private static Map<String, String> settings(StripeBooks stripe, AdyenBooks adyen) {
        return Map.of(
                "COUNTERMAND_STRIPE_KEY",
                "sk_test_1",
                "COUNTERMAND_STRIPE_URL",
                stripe.url(),
                "COUNTERMAND_STRIPE_WEBHOOK_SECRET",
                Delivery.STRIPE_SECRET,
                "COUNTERMAND_ADYEN_KEY",
                "AQE-test",
                "COUNTERMAND_ADYEN_URL",
                adyen.url(),
                "COUNTERMAND_ADYEN_MERCHANT_ACCOUNT",
                Delivery.ADYEN_ACCOUNT,
                "COUNTERMAND_ADYEN_HMAC_KEY",
                Delivery.ADYEN_KEY,
                "COUNTERMAND_JOBS_TICK",
                "0.2s",
                "COUNTERMAND_PROVIDER_NEWS_TICK",
                "1s",
                "COUNTERMAND_REFUNDS_ASK_EVERY",
                "1S");
    }

    private static void move(Client client, NewsTeller teller, ProductionJar service) {
        client.moveTo(service.baseUrl());
        teller.moveTo(service.baseUrl());
    }

    /** Paid orders of each kind, and the calls that decide the refunds. */
    private List<Call> paid(Client client) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            int number = orders++;
            Kind kind = Kind.values()[number % Kind.values().length];
            Placed order = new Placed("order-" + number, kind, number / Kind.values().length % 2 == 1);
            mustBeCreated(
                    client.post(new Call(Story.SHOP, "/v1/orders", "place-" + order.id(), """
                {"id":"%1$s","market":"aliexpress","buyerId":"b-%1$s","sellerId":"s","currency":"EUR",\
                "lines":[{"sku":"MUG","quantity":1,"unitPrice":"12.50"}],"shippingFee":"0.00",\
                "shipTo":{"country":"DE","postalCode":"10115"}}\
                """.formatted(order.id()))));
            mustBeCreated(client.post(
                    new Call(Story.SHOP, "/v1/orders/" + order.id() + "/payments", "pay-" + order.id(), """
                        {"id":"p","method":"card","amount":"12.50","state":"CAPTURED","provider":"%s",\
                        "providerReference":"%s"}\
                        """.formatted(
                                    order.provider(), order.payment()))));
            if (order.isRefunded()) {
                calls.add(new Call(
                        Story.SHOP,
                        "/v1/orders/" + order.id() + "/refunds",
                        "refund-" + order.id(),
                        "{\"amount\":\"5.00\",\"reason\":\"Late\"}"));
            }
            placed.add(order);
        }
        return calls;
    }

    private static void mustBeCreated(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** All that providers have to say by now: of each refund that they made, and of each dispute. */
    private List<Delivery> toTell(StripeBooks stripe, AdyenBooks adyen) {
        Map<String, StripeBooks.Made> ofStripe =
                stripe.made().stream().collect(Collectors.toMap(StripeBooks.Made::payment, made -> made, (a, b) -> a));
        Map<String, AdyenBooks.Made> ofAdyen =
                adyen.made().stream().collect(Collectors.toMap(AdyenBooks.Made::payment, made -> made, (a, b) -> a));
        List<Delivery> all = new ArrayList<>();
        for (Placed order : placed) {
            String payment = order.payment();
            String event = "evt_" + order.id();
            switch (order.kind()) {
                case STRIPE_REFUND -> {
                    StripeBooks.Made made = ofStripe.get(payment);
                    if (made != null) {
                        all.add(Delivery.stripeRefund(
                                event + "_1", "refund.updated", made.id(), payment, made.ours(), "succeeded", ""));
                        if (order.second()) {
                            all.add(Delivery.stripeRefund(
                                    event + "_2", "refund.failed", made.id(), payment, made.ours(), "failed", ""));
                        }
                    }
                }
                case ADYEN_REFUND -> {
                    AdyenBooks.Made made = ofAdyen.get(payment);
                    if (made != null) {
                        all.add(Delivery.adyen("REFUND", true, made.id(), payment, made.ours(), made.amount()));
                        if (order.second()) {
                            all.add(Delivery.adyen(
                                    "REFUNDED_REVERSED", true, made.id(), payment, made.ours(), made.amount()));
                        }
                    }
                }
                case STRIPE_DISPUTE -> {
                    String dispute = "dp_" + order.id();
                    all.add(Delivery.stripeDispute(
                            event + "_1", "charge.dispute.created", dispute, payment, "needs_response", 1_250));
                    all.add(Delivery.stripeDispute(
                            event + "_2",
                            "charge.dispute.closed",
                            dispute,
                            payment,
                            order.second() ? "lost" : "won",
                            1_250));
                }
                case ADYEN_DISPUTE -> {
                    String dispute = "DP" + order.id();
                    all.add(Delivery.adyen("CHARGEBACK", true, dispute, payment, order.id(), 1_250));
                    all.add(Delivery.adyen(
                            order.second() ? "DISPUTE_DEFENSE_PERIOD_ENDED" : "CHARGEBACK_REVERSED",
                            true,
                            dispute,
                            payment,
                            order.id(),
                            1_250));
                }
            }
        }
        return all;
    }

    /** Decides refunds, while providers tell, until so much has come to that moment, and kills the service there. */
    private void killed(
            Client client, ProductionJar service, AdyenBooks adyen, NewsTeller teller, List<Call> calls, Moment moment)
            throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger(1 + dice.nextInt(MOST_BEFORE_KILL));
        adyen.watch(now -> now.name().equals(moment.name()) && isTheLast(left, service, there));
        teller.watch(new NewsTeller.Watcher() {
            @Override
            public void underWay() {
                if (moment == Moment.DELIVERED) {
                    var _ = isTheLast(left, service, there);
                }
            }

            @Override
            public void taken() {
                if (moment == Moment.TAKEN) {
                    var _ = isTheLast(left, service, there);
                }
            }
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
        if (moment == Moment.ANY) {
            Thread.sleep(dice.nextInt(MOST_WAIT_MILLIS));
            service.kill();
        } else {
            assertThat(there.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .as("it came to %s: %s", moment, service.output())
                    .isTrue();
        }
        deciding.join();
        adyen.watch(now -> false);
    }

    private static boolean isTheLast(AtomicInteger left, ProductionJar service, CountDownLatch there) {
        boolean last = left.decrementAndGet() == 0;
        if (last) {
            service.kill();
            there.countDown();
        }
        return last;
    }

    /** What the killed had claimed is free after half a minute: here and now. */
    private static void free(Connection sql) throws SQLException {
        sql.createStatement().executeUpdate("update deadline set claimed_until = null where claimed_until > now()");
    }

    private void waitForTheEnd(Connection sql, NewsTeller teller) throws Exception {
        long until = System.nanoTime() + TIMEOUT.toNanos();
        while (!(teller.isDone() && ends(sql).equals(wanted())) && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(teller.isDone()).as("all was told").isTrue();
        assertThat(ends(sql)).isEqualTo(wanted());
        String open = "select count(*) from deadline where kind = 'HEAR_PROVIDER'";
        while (ProductionDatabase.count(sql, open) > 0 && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(ProductionDatabase.count(sql, open)).as(open).isZero();
    }

    /** What must have become of the refund or the dispute of each order, and what the bank or the buyer has of it. */
    private Map<String, String> wanted() {
        Map<String, String> wanted = new TreeMap<>();
        for (Placed order : placed) {
            wanted.put(
                    order.id(),
                    order.isRefunded()
                            ? order.second() ? "ESCALATED 0 0" : "SENT 500 0"
                            : order.second() ? "LOST 1250 1250" : "WON 0 0");
        }
        return wanted;
    }

    /** The same, by our books: what has left the provider, and what of it a bank has. */
    private static Map<String, String> ends(Connection sql) throws SQLException {
        Map<String, String> ends = new TreeMap<>();
        try (ResultSet rows = sql.createStatement().executeQuery("""
            select l.order_id, concat_ws(' ', coalesce(r.status, c.state), l.captured + l.provider, l.charged_back)
            from ledger_balance l left join refund r using (order_id) left join chargeback c using (order_id)
            """)) {
            while (rows.next()) {
                ends.put(rows.getString(1), rows.getString(2));
            }
        }
        return ends;
    }

    private void allIsAsItWasTold(
            Connection sql, StripeBooks stripe, AdyenBooks adyen, NewsTeller teller, Moment moment)
            throws SQLException {
        String when = "seed " + SEED + ", killed at " + moment;
        assertThat(stripe.made())
                .as(when)
                .hasSize(number(Kind.STRIPE_REFUND))
                .allSatisfy(made -> assertThat(made.amount()).isEqualTo(500));
        assertThat(adyen.made())
                .as(when)
                .hasSize(number(Kind.ADYEN_REFUND))
                .allSatisfy(made -> assertThat(made.amount()).isEqualTo(500));
        assertThat(ProductionDatabase.count(sql, "select count(*) from provider_news"))
                .as(when)
                .isEqualTo(teller.taken().size())
                .isEqualTo(toTell(stripe, adyen).size());
        assertThat(ProductionDatabase.count(sql, """
            select count(*) from (
                select 1 from ledger_transfer where cause in ('REFUND_SENT', 'REFUND_BACK', 'CHARGEBACK', 'CHARGEBACK_LOST')
                group by order_id, cause, from_account, to_account having count(*) > 1) twice
            """)).as(when).isZero();
        assertThat(Consistency.breaches(sql)).as(when).isEmpty();
    }

    private int number(Kind kind) {
        return (int) placed.stream().filter(order -> order.kind() == kind).count();
    }
}
