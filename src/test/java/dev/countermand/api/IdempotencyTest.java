package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything written is written once. */
@QuarkusTest
class IdempotencyTest {

    private final Market market = Market.open();

    private Response ask(String order, String key, Map<String, Object> body) {
        return Http.as(market.buyer, "buyer")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/orders/" + order + "/cancellations");
    }

    @Test
    void aReplayReturnsTheFirstAnswer() {
        String order = market.paid();
        String key = Market.fresh("key");
        Response first = ask(order, key, Map.of("reason", "NOT_NEEDED"));
        first.then().statusCode(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        market.approve(first.path("id")).then().statusCode(200);

        Response replay = ask(order, key, Map.of("reason", "NOT_NEEDED"));
        assertThat(replay.statusCode()).isEqualTo(201);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
        assertThat(replay.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(replay.asString()).isEqualTo(first.asString());
    }

    @Test
    void theSameKeyForSomethingElseIs422() {
        String order = market.paid();
        String key = Market.fresh("key");
        ask(order, key, Map.of("reason", "NOT_NEEDED")).then().statusCode(201);
        ask(order, key, Map.of("reason", "WRONG_CHOICE")).then().statusCode(422);
        ask(market.paid(), key, Map.of("reason", "NOT_NEEDED")).then().statusCode(422);
    }

    @Test
    void keysBelongToTheirCaller() {
        String key = Market.fresh("key");
        ask(market.paid(), key, Map.of("reason", "NOT_NEEDED")).then().statusCode(201);
        Market others = Market.open();
        String order = others.paid();
        Http.as(others.buyer, "buyer")
                .header("Idempotency-Key", key)
                .body(Map.of("reason", "WRONG_CHOICE"))
                .post("/v1/orders/" + order + "/cancellations")
                .then()
                .statusCode(201);
    }

    @Test
    void aDecidedRefusalIsReplayedAMalformedRequestIsNot() {
        String order = market.paid();
        String first = market.asked(order);
        String key = Market.fresh("key");
        Response refused = ask(order, key, Map.of("reason", "NOT_NEEDED"));
        refused.then().statusCode(409);
        market.withdraw(first).then().statusCode(200);
        Response replay = ask(order, key, Map.of("reason", "NOT_NEEDED"));
        assertThat(replay.statusCode()).isEqualTo(409);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.asString()).isEqualTo(refused.asString());

        String other = Market.fresh("key");
        ask(order, other, Map.of("reason", "OTHER")).then().statusCode(400);
        ask(order, other, Map.of("reason", "NOT_NEEDED")).then().statusCode(201);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        String order = market.paid();
        String key = Market.fresh("key");
        Response first = ask(order, key, Map.of("reason", "NOT_NEEDED"));
        market.withdraw(first.path("id")).then().statusCode(200);
        Http.advance(Duration.ofHours(25));
        Response second = ask(order, key, Map.of("reason", "NOT_NEEDED"));
        second.then().statusCode(201);
        assertThat(second.<String>path("id")).isNotEqualTo(first.path("id"));
    }

    @Test
    void theSameOrderAgainIs200AnotherUnderItsIdIs409() {
        String id = market.placed();
        Http.as("shop", "service")
                .body(Market.orderBody(id, market.buyer, market.seller))
                .post("/v1/orders")
                .then()
                .statusCode(200);
        Http.as("shop", "service")
                .body(Market.orderBody(id, market.buyer, "somebody-else"))
                .post("/v1/orders")
                .then()
                .statusCode(409);
    }

    /** A20. */
    @Test
    void theSamePaymentTwiceIsOnePayment() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "ch").then().statusCode(201);
        market.pay(order, "pay-1", "29.90", "ch").then().statusCode(200);
        market.pay(order, "pay-1", "10.00", "ch").then().statusCode(409);
        // A20a: one provider's reference counts once.
        assertThat(market.pay(order, "pay-2", "29.90", "ch")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("toldAs"))
                .isEqualTo("pay-2");
        assertThat(market.financials(order).getString("paid")).isEqualTo("29.90");
    }

    @Test
    void carrierEventsWithAKeyAreReplayed() {
        String number = Market.trackingNumber();
        String key = Market.fresh("key");
        List<Map<String, Object>> events = List.of(Map.of(
                "id",
                "e1",
                "carrier",
                "ups",
                "trackingNumber",
                number,
                "status",
                "ACCEPTED",
                "occurredAt",
                Http.now().toString()));
        for (String result : List.of("STORED", "STORED")) {
            Response answer = Http.as("shop", "service")
                    .header("Idempotency-Key", key)
                    .body(events)
                    .post("/v1/carrier-events");
            assertThat(answer.<String>path("items[0].result")).isEqualTo(result);
        }
        Response without = Http.as("shop", "service").body(events).post("/v1/carrier-events");
        assertThat(without.<String>path("items[0].result")).isEqualTo("DUPLICATE");
    }

    @Test
    void eventsHaveNoGapsAndNoDoubles() {
        market.approve(market.asked(market.paid())).then().statusCode(200);
        long last = 0;
        String after = "0";
        do {
            var page = Http.as("shop", "service")
                    .queryParam("after", after)
                    .queryParam("limit", 200)
                    .get("/v1/events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            for (Object position : page.getList("items.position")) {
                assertThat(((Number) position).longValue()).isEqualTo(last + 1);
                last++;
            }
            after = page.getString("next") == null ? null : String.valueOf(last);
        } while (after != null);
        assertThat(last).isPositive();
    }
}
