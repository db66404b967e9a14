package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20a: a payment that has two names at its provider, as a charge and its PaymentIntent at Stripe, counts once. */
@QuarkusTest
class PaymentNamesTest {

    @TestHTTPResource("/")
    URI server;

    private final Market market = Market.open();

    /** A payment, by the name under which it counts and by its other one. */
    private record Names(String intent, String charge) {

        static Names fresh() {
            String intent = Market.fresh("pi");
            return new Names(intent, Market.fresh("ch") + "-also-named-" + intent);
        }
    }

    private static Response tell(String order, String id, String state, String reference) {
        return Http.as("shop", "service")
                .body(MoneyInTest.payment(id, "29.90", state, reference))
                .post("/v1/orders/" + order + "/payments");
    }

    private void isPaidOnce(String order) {
        JsonPath money = market.financials(order);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(money.getString("paid")).isEqualTo("29.90");
        assertThat(money.getList("payments")).hasSize(1);
        assertThat(money.getList("refunds")).isEmpty();
    }

    @Test
    void bothNamesAreOnePaymentInEitherOrder() {
        for (boolean chargeFirst : List.of(true, false)) {
            Names names = Names.fresh();
            String order = market.placed();
            tell(order, "pay-1", "CAPTURED", chargeFirst ? names.charge() : names.intent())
                    .then()
                    .statusCode(201);
            JsonPath again = tell(order, "pay-2", "CAPTURED", chargeFirst ? names.intent() : names.charge())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(again.getString("id")).isEqualTo("pay-1");
            assertThat(again.getString("toldAs")).isEqualTo("pay-2");
            assertThat(again.getString("providerReference")).isEqualTo(names.intent());
            isPaidOnce(order);
        }
    }

    @Test
    void verifiedUnderOneNameAndCapturedUnderTheOther() {
        Names names = Names.fresh();
        String order = market.placed();
        tell(order, "pay-1", "VERIFYING", names.intent()).then().statusCode(201);
        assertThat(tell(order, "pay-1", "CAPTURED", names.charge())
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("state"))
                .isEqualTo("CAPTURED");
        isPaidOnce(order);
    }

    @Test
    void underTwoOrdersOneCounts() {
        Names names = Names.fresh();
        String first = market.placed();
        String second = market.placed();
        tell(first, "pay-1", "CAPTURED", names.charge()).then().statusCode(201);
        JsonPath duplicate = tell(second, "pay-1", "CAPTURED", names.intent())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(duplicate.getString("state")).isEqualTo("DUPLICATE");
        assertThat(duplicate.getString("countsAs.orderId")).isEqualTo(first);
        assertThat(market.order(second).getString("paid")).isEqualTo("0.00");
    }

    /** What failed gives up both of its names. */
    @Test
    void whatFailedGivesItsNamesUp() {
        for (String how : List.of("failed", "voided")) {
            Names names = Names.fresh();
            String mistaken = market.placed();
            tell(mistaken, "pay-1", "VERIFYING", names.charge()).then().statusCode(201);
            Http.as("shop", "service")
                    .post("/v1/orders/" + mistaken + "/payments/pay-1/" + how)
                    .then()
                    .statusCode(200);
            String meant = market.placed();
            tell(meant, "pay-1", "CAPTURED", names.intent()).then().statusCode(201);
            isPaidOnce(meant);
            // The same order may be paid by another try of the same PaymentIntent, too.
            Names again = Names.fresh();
            String order = market.placed();
            tell(order, "pay-1", "VERIFYING", again.intent()).then().statusCode(201);
            Http.as("shop", "service")
                    .post("/v1/orders/" + order + "/payments/pay-1/" + how)
                    .then()
                    .statusCode(200);
            tell(order, "pay-2", "CAPTURED", again.charge()).then().statusCode(201);
            assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
        }
    }

    /** A20a: told under a wrong order first, which then fails, the money counts where it belongs once it is told again. */
    @Test
    void aDuplicateCountsOnceTheOtherHasFailed() {
        Names names = Names.fresh();
        String mistaken = market.placed();
        tell(mistaken, "pay-1", "VERIFYING", names.intent()).then().statusCode(201);
        String meant = market.placed();
        tell(meant, "pay-1", "CAPTURED", names.charge()).then().statusCode(201);
        assertThat(market.order(meant).getString("paid")).isEqualTo("0.00");
        Http.as("shop", "service")
                .post("/v1/orders/" + mistaken + "/payments/pay-1/failed")
                .then()
                .statusCode(200);
        assertThat(tell(meant, "pay-1", "CAPTURED", names.charge())
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("state"))
                .isEqualTo("CAPTURED");
        isPaidOnce(meant);
        Http.as("shop", "service")
                .post("/v1/orders/" + mistaken + "/payments/pay-1/captured")
                .then()
                .statusCode(200);
        assertThat(market.order(mistaken).getString("paid")).isEqualTo("0.00");
    }

    /** As a webhook of the marketplace and its checkout would, on one order, on as many replicas. */
    @Test
    void toldUnderBothNamesAtOnce() throws IOException {
        for (int round = 0; round < Rounds.of(16); round++) {
            Names names = Names.fresh();
            String order = market.placed();
            List<AtOnce.Reply> replies =
                    atOnce(round, call(order, "pay-1", names.intent()), call(order, "pay-2", names.charge()));
            assertThat(replies).extracting(AtOnce.Reply::status).containsExactlyInAnyOrder(201, 200);
            isPaidOnce(order);
        }
    }

    /** No row lock stands between two orders. */
    @Test
    void toldUnderBothNamesAndOrdersAtOnce() throws IOException {
        for (int round = 0; round < Rounds.of(16); round++) {
            Names names = Names.fresh();
            String one = market.placed();
            String other = market.placed();
            List<AtOnce.Reply> replies =
                    atOnce(round, call(one, "pay-1", names.intent()), call(other, "pay-1", names.charge()));
            assertThat(replies).extracting(AtOnce.Reply::status).containsOnly(201);
            assertThat(replies)
                    .extracting(reply -> reply.body().getString("state"))
                    .containsExactlyInAnyOrder("CAPTURED", "DUPLICATE");
            assertThat(List.of(
                            market.order(one).getString("paid"),
                            market.order(other).getString("paid")))
                    .containsExactlyInAnyOrder("29.90", "0.00");
        }
    }

    private List<AtOnce.Reply> atOnce(int round, AtOnce.Call one, AtOnce.Call other) throws IOException {
        AtOnce both = new AtOnce(server);
        return round % 2 == 0 ? both.both(one, other) : both.both(other, one);
    }

    private static AtOnce.Call call(String order, String id, String reference) {
        return new AtOnce.Call(
                "/v1/orders/" + order + "/payments",
                "shop",
                "service",
                MoneyInTest.payment(id, "29.90", "CAPTURED", reference));
    }

    /** Nothing is taken down that may be counted already; its main name needs no answer of anybody. */
    @Test
    void whileNobodyCanSayWhoseAChargeIs() {
        String intent = Market.fresh("pi");
        String order = market.placed();
        Response refused =
                tell(order, "pay-1", "CAPTURED", Market.fresh("ch") + "-unavailable-at-first-also-named-" + intent);
        refused.then().statusCode(503);
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(market.financials(order).getList("payments")).isEmpty();
        tell(order, "pay-1", "CAPTURED", intent).then().statusCode(201);
        isPaidOnce(order);
    }

    @Test
    void aReferenceHasNoSpacesAndNothingUnseen() {
        String order = market.placed();
        for (String wrong : List.of("", " ", "ch 1", "ch_1 ", "ch\u00a01", "ch\u200b1", "ch\u2028")) {
            assertThat(tell(order, "pay-1", "CAPTURED", wrong)
                            .then()
                            .statusCode(400)
                            .extract()
                            .<String>path("errors[0].field"))
                    .as("'%s'", wrong)
                    .isEqualTo("providerReference");
        }
        assertThat(market.financials(order).getList("payments")).isEmpty();
        tell(order, "pay-1", "CAPTURED", "Überweisung/7#" + order).then().statusCode(201);
    }

    @Test
    void anImportedReferenceHasNone() {
        String when = Http.now().minus(Duration.ofDays(2)).toString();
        Map<String, Object> order = new HashMap<>(Market.orderBody(Market.fresh("o"), market.buyer, market.seller));
        order.put("placedAt", Http.now().minus(Duration.ofDays(3)).toString());
        Map<String, Object> payment = new HashMap<>(Market.cardPayment(when));
        payment.put("providerReference", "ch 1");
        JsonObject answer = Market.importedLine(Map.of("order", order, "payments", List.of(payment)));
        assertThat(answer.getString("result")).isEqualTo("REJECTED");
        assertThat(answer.encode()).contains("providerReference");
    }
}
