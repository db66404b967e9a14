package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.payment.provider.Delivery;
import dev.countermand.prod.AdyenBooks;
import dev.countermand.prod.StripeBooks;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A20a, A22: what providers tell, in every order, each with a signature over HTTP, into the database: one end. Each build
 * takes some of the orders of up to six events, by seed; {@code -Dnews.permutations=all} takes all 5,932 of them, and
 * {@code -Dnews.permutations=100 -Dnews.seed=7} takes 100 of each kind.
 */
@QuarkusTest
@TestProfile(NewsPermutationsTest.TwoProviders.class)
class NewsPermutationsTest {

    private static final String HOW_MANY = System.getProperty("news.permutations", "8");
    private static final long SEED = Long.getLong("news.seed", 1);

    /** So many are told before anybody looks what became of them. */
    private static final int TOLD_BESIDE = 40;

    private static final String REFERENCED =
            ",\"destination_details\":{\"type\":\"card\",\"card\":{\"reference\":\"arn-7\",\"reference_status\":\"available\"}}";

    /** Both providers, where their fakes are. */
    public static class TwoProviders implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Books.class));
        }
    }

    /** The fakes, for as long as the service runs. Half of their answers come after the news of what they answer. */
    public static class Books implements QuarkusTestResourceLifecycleManager {

        private static final Duration SLOWNESS = Duration.ofMillis(300);

        private @Nullable StripeBooks stripe;
        private @Nullable AdyenBooks adyen;

        @Override
        public Map<String, String> start() {
            try {
                StripeBooks ofStripe = new StripeBooks(SLOWNESS);
                AdyenBooks ofAdyen = new AdyenBooks(SLOWNESS);
                stripe = ofStripe;
                adyen = ofAdyen;
                return Map.of(
                        "countermand.jobs.tick",
                        "0.1s",
                        "countermand.stripe.key",
                        "sk_test_1",
                        "countermand.stripe.url",
                        ofStripe.url(),
                        "countermand.stripe.webhook-secret",
                        Delivery.STRIPE_SECRET,
                        "countermand.adyen.key",
                        "AQE-test",
                        "countermand.adyen.url",
                        ofAdyen.url(),
                        "countermand.adyen.merchant-account",
                        Delivery.ADYEN_ACCOUNT,
                        "countermand.adyen.hmac-key",
                        Delivery.ADYEN_KEY);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            if (stripe != null) {
                stripe.close();
            }
            if (adyen != null) {
                adyen.close();
            }
        }
    }

    /** One order and what is told of it, in this order. */
    private record Story(String order, List<String> told) {}

    @Inject
    DataSource source;

    @Inject
    @ConfigProperty(name = "countermand.stripe.url")
    String stripe;

    @Inject
    @ConfigProperty(name = "countermand.adyen.url")
    String adyen;

    private final Random dice = new Random(SEED);
    private final Market market = Market.open();

    /** Stripe is asked as well, and says "succeeded", whatever it has told. */
    @Test
    void refundsOfStripe() {
        List<String> events = List.of("created", "succeeded", "referenced", "action", "failed", "canceled");
        play(orders(events, 1_956), this::refundOfStripe, (order, facts) -> {
            JsonPath money = market.financials(order);
            boolean back = facts.contains("failed") || facts.contains("canceled");
            assertThat(money.getString("refunds[0].status")).isEqualTo(back ? "ESCALATED" : "SENT");
            assertThat(money.getString("refunds[0].bankReference"))
                    .isEqualTo(facts.contains("referenced") && !back ? "arn-7" : null);
            assertThat(left(order)).isEqualTo(back ? 0 : 500);
            assertThat(madeAtStripe(order)).hasSize(1);
        });
    }

    /** Adyen cannot be asked: what it has told is all there is. */
    @Test
    void refundsOfAdyen() {
        List<String> events = List.of("REFUND", "REFUND refused", "REFUND_FAILED", "REFUNDED_REVERSED");
        play(orders(events, 64), this::refundOfAdyen, (order, facts) -> {
            boolean sent = facts.equals(Set.of("REFUND"));
            assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo(sent ? "SENT" : "ESCALATED");
            assertThat(left(order)).isEqualTo(sent ? 500 : 0);
            assertThat(madeAtAdyen(order)).hasSize(1);
        });
    }

    @Test
    void disputesOfStripe() {
        List<String> events = List.of("asked", "taken", "withdrawn", "reinstated", "lost", "won");
        play(orders(events, 1_956), this::disputeOfStripe, (order, facts) -> {
            String end = null;
            if (facts.contains("won")) {
                end = "WON";
            } else if (facts.contains("lost")) {
                end = "LOST";
            } else if (facts.contains("reinstated")) {
                end = "WON";
            } else if (facts.contains("taken") || facts.contains("withdrawn")) {
                end = "OPENED";
            }
            ends(order, end);
        });
    }

    @Test
    void disputesOfAdyen() {
        List<String> events = List.of(
                "NOTIFICATION_OF_CHARGEBACK",
                "CHARGEBACK",
                "CHARGEBACK_REVERSED",
                "DISPUTE_DEFENSE_PERIOD_ENDED",
                "PREARBITRATION_WON",
                "SECOND_CHARGEBACK");
        play(orders(events, 1_956), this::disputeOfAdyen, (order, facts) -> {
            boolean taken = facts.contains("CHARGEBACK") || facts.contains("CHARGEBACK_REVERSED");
            String end = null;
            if (facts.contains("SECOND_CHARGEBACK")) {
                end = "LOST";
            } else if (facts.contains("PREARBITRATION_WON")) {
                end = "WON";
            } else if (facts.contains("DISPUTE_DEFENSE_PERIOD_ENDED") && taken) {
                end = "LOST";
            } else if (facts.contains("CHARGEBACK_REVERSED")) {
                end = "WON";
            } else if (taken) {
                end = "OPENED";
            }
            ends(order, end);
        });
    }

    /**
     * Where it was lost on the way and then won, the order is over and its money on its way to the buyer: what the bank takes
     * after that has gone twice, and is shown as that.
     *
     * @param end null where nothing is booked
     */
    private void ends(String order, @Nullable String end) {
        JsonPath money = market.financials(order);
        assertThat(money.getList("chargebacks.state", String.class)).isEqualTo(end == null ? List.of() : List.of(end));
        if (money.getList("refunds").isEmpty()) {
            assertThat(money.getString("chargedBack")).isEqualTo(end == null || end.equals("WON") ? "0.00" : "29.90");
        }
    }

    @FunctionalInterface
    private interface Teller {
        List<Delivery> of(Story story);
    }

    @FunctionalInterface
    private interface End {
        void of(String order, Set<String> facts);
    }

    /** Tells all, waits until each is worked off and at its end, and looks again when everybody has been asked once more. */
    private void play(List<List<String>> orders, Teller teller, End end) {
        for (int from = 0; from < orders.size(); from += TOLD_BESIDE) {
            List<Story> stories = new ArrayList<>();
            for (List<String> told : orders.subList(from, Math.min(orders.size(), from + TOLD_BESIDE))) {
                Story story = new Story(market.placed(), told);
                stories.add(story);
                teller.of(story).forEach(this::deliver);
            }
            stories.forEach(story -> Market.eventually(() -> atItsEnd(story, end)));
            Http.advance(Duration.ofMinutes(1));
            stories.forEach(story -> Market.eventually(() -> atItsEnd(story, end)));
        }
    }

    private void atItsEnd(Story story, End end) {
        try {
            assertThat(number(
                            "select count(*) from deadline where kind = 'HEAR_PROVIDER' and order_id = ?",
                            story.order()))
                    .isZero();
            assertThat(number("select count(*) from provider_news where order_id = ?", story.order()))
                    .isEqualTo(story.told().size());
            end.of(story.order(), new HashSet<>(story.told()));
        } catch (AssertionError e) {
            throw new AssertionError("seed " + SEED + ", told " + story.told() + ": " + e.getMessage(), e);
        }
    }

    private void deliver(Delivery delivery) {
        Delivery sent = delivery.sentAt(Http.now());
        Http.anonymous()
                .headers(sent.headers())
                .body(sent.body())
                .post("/v1/webhooks/payments/" + sent.provider())
                .then()
                .statusCode(200);
    }

    // --- what they tell ----------------------------------------------------------------------------------------------

    private List<Delivery> refundOfStripe(Story story) {
        String payment = "pi_" + story.order();
        String ours = refunded(story.order(), "stripe", payment);
        Market.eventually(() -> assertThat(madeAtStripe(story.order())).isNotEmpty());
        String theirs = madeAtStripe(story.order()).getFirst();
        return story.told().stream()
                .map(event -> {
                    String id = "evt_" + event + "_" + story.order();
                    return switch (event) {
                        case "created" ->
                            Delivery.stripeRefund(id, "refund.created", theirs, payment, ours, "pending", "");
                        case "succeeded" ->
                            Delivery.stripeRefund(id, "refund.updated", theirs, payment, ours, "succeeded", "");
                        case "referenced" ->
                            Delivery.stripeRefund(id, "refund.updated", theirs, payment, ours, "succeeded", REFERENCED);
                        case "action" ->
                            Delivery.stripeRefund(
                                    id, "charge.refund.updated", theirs, payment, ours, "requires_action", "");
                        case "failed" ->
                            Delivery.stripeRefund(id, "refund.failed", theirs, payment, ours, "failed", "");
                        case "canceled" ->
                            Delivery.stripeRefund(id, "refund.updated", theirs, payment, ours, "canceled", "");
                        default -> throw new IllegalArgumentException(event);
                    };
                })
                .toList();
    }

    private List<Delivery> refundOfAdyen(Story story) {
        String payment = "PAY" + story.order();
        String ours = refunded(story.order(), "adyen", payment);
        Market.eventually(() -> assertThat(madeAtAdyen(story.order())).isNotEmpty());
        String theirs = madeAtAdyen(story.order()).getFirst();
        return story.told().stream()
                .map(event -> Delivery.adyen(
                        event.replace(" refused", ""), !event.endsWith(" refused"), theirs, payment, ours, 500))
                .toList();
    }

    private List<Delivery> disputeOfStripe(Story story) {
        String payment = "pi_" + story.order();
        Market.payBy("stripe", story.order(), payment).then().statusCode(201);
        String dispute = "dp_" + story.order();
        return story.told().stream()
                .map(event -> {
                    String id = "evt_" + event + "_" + story.order();
                    return switch (event) {
                        case "asked" ->
                            Delivery.stripeDispute(
                                    id, "charge.dispute.created", dispute, payment, "warning_needs_response", 2_990);
                        case "taken" ->
                            Delivery.stripeDispute(
                                    id, "charge.dispute.created", dispute, payment, "needs_response", 2_990);
                        case "withdrawn" ->
                            Delivery.stripeDispute(
                                    id, "charge.dispute.funds_withdrawn", dispute, payment, "under_review", 2_990);
                        case "reinstated" ->
                            Delivery.stripeDispute(
                                    id, "charge.dispute.funds_reinstated", dispute, payment, "under_review", 2_990);
                        case "lost", "won" ->
                            Delivery.stripeDispute(id, "charge.dispute.closed", dispute, payment, event, 2_990);
                        default -> throw new IllegalArgumentException(event);
                    };
                })
                .toList();
    }

    private List<Delivery> disputeOfAdyen(Story story) {
        String payment = "PAY" + story.order();
        Market.payBy("adyen", story.order(), payment).then().statusCode(201);
        return story.told().stream()
                .map(event -> Delivery.adyen(event, true, "DP" + story.order(), payment, "order", 2_990))
                .toList();
    }

    /** Gives our id of the refund. */
    private String refunded(String order, String provider, String reference) {
        Market.payBy(provider, order, reference).then().statusCode(201);
        Http.as("lea", "lead")
                .body(Map.of("amount", "5.00", "reason", "Late"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        return market.financials(order).getString("refunds[0].id");
    }

    // --- what is there -----------------------------------------------------------------------------------------------

    private List<String> madeAtStripe(String order) {
        return RestAssured.given()
                .get(stripe + "/v1/refunds?payment_intent=pi_" + order)
                .jsonPath()
                .getList("data.id", String.class);
    }

    private List<String> madeAtAdyen(String order) {
        return RestAssured.given()
                .get(adyen.replace("/v71", "/made/PAY" + order))
                .jsonPath()
                .getList("$", String.class);
    }

    /** What has left the provider, by our books. */
    private long left(String order) {
        return number("select captured + provider from ledger_balance where order_id = ?", order);
    }

    private long number(String sql, String order) {
        return Long.parseLong(new PlainSql(source).ask(sql, order).getFirst());
    }

    // --- in which order ----------------------------------------------------------------------------------------------

    /** Every order of every choice of these, or some of them. */
    private List<List<String>> orders(List<String> events, int all) {
        List<List<String>> orders = new ArrayList<>();
        orders(events, new ArrayList<>(), orders);
        assertThat(orders).hasSize(all);
        if (HOW_MANY.equals("all")) {
            return orders;
        }
        Collections.shuffle(orders, dice);
        return orders.subList(0, Math.min(Integer.parseInt(HOW_MANY), orders.size()));
    }

    private static void orders(List<String> events, List<String> told, List<List<String>> into) {
        if (!told.isEmpty()) {
            into.add(List.copyOf(told));
        }
        for (String next : events) {
            if (!told.contains(next)) {
                told.add(next);
                orders(events, told, into);
                told.removeLast();
            }
        }
    }
}
