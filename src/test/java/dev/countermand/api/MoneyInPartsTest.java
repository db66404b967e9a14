package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20a: of what was verified less may come, or more, or one part after the other; each of it is taken down. */
@QuarkusTest
class MoneyInPartsTest {

    @TestHTTPResource("/")
    URI server;

    private final Market market = Market.open();

    private static Response tell(String order, String id, String amount, String state, String reference) {
        return Http.as("shop", "service")
                .body(MoneyInTest.payment(id, amount, state, reference))
                .post("/v1/orders/" + order + "/payments");
    }

    /** An order of 29.90 whose payment of as much is being verified. */
    private String verified() {
        String order = market.placed();
        tell(order, "pay-1", "29.90", "VERIFYING", "v-" + order).then().statusCode(201);
        return order;
    }

    private static Response captured(String order, String amount) {
        return Http.as("shop", "service")
                .body(Map.of("amount", amount))
                .post("/v1/orders/" + order + "/payments/pay-1/captured");
    }

    private static JsonPath seen(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath();
    }

    private List<String> refunded(String order, String payment) {
        return market.financials(order).getList("refunds.findAll { it.paymentId == '" + payment + "' }.amount");
    }

    @Test
    void lessThanWasVerifiedAndThenTheRest() {
        String order = verified();
        JsonPath part = seen(captured(order, "12.00"));
        assertThat(part.getString("state")).isEqualTo("CAPTURED");
        assertThat(part.getString("amount")).isEqualTo("12.00");
        assertThat(part.getString("verified")).isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("PLACED");
        assertThat(market.order(order).getString("paid")).isEqualTo("12.00");
        assertThat(market.eligibility(order).getString("code")).isEqualTo("PARTLY_PAID");

        // The same again, less, or that it was voided, is what was told before.
        assertThat(seen(captured(order, "12.00")).getString("amount")).isEqualTo("12.00");
        assertThat(seen(captured(order, "5.00")).getString("amount")).isEqualTo("12.00");
        for (String what : List.of("captured", "voided", "failed")) {
            Response again = Http.as("shop", "service").post("/v1/orders/" + order + "/payments/pay-1/" + what);
            assertThat(seen(again).getString("amount")).isEqualTo("12.00");
        }
        assertThat(market.order(order).getString("paid")).isEqualTo("12.00");

        assertThat(seen(captured(order, "29.90")).getString("amount")).isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
        assertThat(refunded(order, "pay-1")).isEmpty();
        assertThat(market.financials(order).getList("ledger.findAll { it.kind == 'CAPTURE' }.amount", String.class))
                .containsExactlyInAnyOrder("12.00", "17.90");
        assertThat(Market.audited(order))
                .containsOnlyOnce("payment.captured", "payment.captured-further", "order.paid");
    }

    /** What is not captured is not waited for; what comes of it after all is not owed. */
    @Test
    void anotherPaysTheRest() {
        String order = verified();
        captured(order, "20.00").then().statusCode(200);
        tell(order, "pay-2", "9.90", "CAPTURED", "w-" + order).then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        captured(order, "29.90").then().statusCode(200);
        assertThat(market.order(order).getString("paid")).isEqualTo("39.80");
        assertThat(refunded(order, "pay-1")).containsExactly("9.90");
        assertThat(refunded(order, "pay-2")).isEmpty();
        assertThat(market.financials(order).getString("refundable")).isEqualTo("29.90");
    }

    @Test
    void moreThanWasVerifiedGoesBack() {
        String order = verified();
        assertThat(seen(captured(order, "35.00")).getString("amount")).isEqualTo("35.00");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(refunded(order, "pay-1")).containsExactly("5.10");
        assertThat(market.financials(order).getString("refunds[0].cause")).isEqualTo("NOT_OWED");
        assertThat(market.financials(order).getString("payments[0].refunded")).isEqualTo("5.10");
    }

    /** Told as a payment, under its id or under another of the same reference. */
    @Test
    void toldAsAPaymentInAnotherAmount() {
        String order = verified();
        String reference = "v-" + order;
        JsonPath same = seen(tell(order, "pay-1", "20.00", "CAPTURED", reference));
        assertThat(same.getString("state")).isEqualTo("CAPTURED");
        assertThat(same.getString("amount")).isEqualTo("20.00");
        // That it was verified is no news.
        assertThat(seen(tell(order, "pay-1", "29.90", "VERIFYING", reference)).getString("amount"))
                .isEqualTo("20.00");
        assertThat(tell(order, "pay-1", "25.00", "VERIFYING", reference)
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("PAYMENT_EXISTS");
        JsonPath other = seen(tell(order, "pay-2", "29.90", "CAPTURED", reference));
        assertThat(other.getString("id")).isEqualTo("pay-1");
        assertThat(other.getString("toldAs")).isEqualTo("pay-2");
        assertThat(other.getString("amount")).isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
    }

    /** It never was verified: another amount under its id is another payment. */
    @Test
    void whatWasCapturedAtOnceIsNotToldOtherwise() {
        String order = market.placed();
        tell(order, "pay-1", "10.00", "CAPTURED", "v-" + order).then().statusCode(201);
        tell(order, "pay-1", "12.00", "CAPTURED", "v-" + order).then().statusCode(409);
        assertThat(market.order(order).getString("paid")).isEqualTo("10.00");
        assertThat(market.financials(order).getString("payments[0].verified")).isNull();
    }

    @Test
    void anAmountIsMoneyOfTheOrder() {
        String order = verified();
        for (String wrong : List.of("0.00", "-1.00", "1.001", "all", "1,00")) {
            assertThat(captured(order, wrong).then().statusCode(400).extract().<String>path("errors[0].field"))
                    .as(wrong)
                    .isEqualTo("amount");
        }
        assertThat(market.financials(order).getString("payments[0].state")).isEqualTo("VERIFYING");
    }

    @Test
    void afterTheOrderHasEnded() {
        String order = verified();
        Http.advance(Duration.ofDays(22));
        assertThat(market.order(order).getString("status")).isEqualTo("CLOSED_UNPAID");
        captured(order, "10.00").then().statusCode(200);
        captured(order, "15.00").then().statusCode(200);
        assertThat(refunded(order, "pay-1")).containsExactlyInAnyOrder("10.00", "5.00");
        assertThat(market.order(order).getString("status")).isEqualTo("CLOSED_UNPAID");
    }

    /** It had failed, and a part of it comes after all. */
    @Test
    void afterItHadFailed() {
        String order = verified();
        Http.as("shop", "service")
                .post("/v1/orders/" + order + "/payments/pay-1/failed")
                .then()
                .statusCode(200);
        captured(order, "12.00").then().statusCode(200);
        assertThat(market.order(order).getString("paid")).isEqualTo("12.00");
    }

    /** A bank cannot take more than came. */
    @Test
    void aChargebackIsAboutWhatCame() {
        String order = verified();
        captured(order, "12.00").then().statusCode(200);
        Map<String, Object> word = Map.of("id", "cb-1", "amount", "20.00", "state", "OPENED");
        Http.as("shop", "service")
                .body(word)
                .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                .then()
                .statusCode(400);
        captured(order, "29.90").then().statusCode(200);
        Http.as("shop", "service")
                .body(word)
                .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                .then()
                .statusCode(201);
        assertThat(market.financials(order).getString("chargedBack")).isEqualTo("20.00");
    }

    /** Whichever is first, all that was told is there, once. */
    @Test
    void partsAtOnce() throws IOException {
        for (int round = 0; round < Rounds.of(16); round++) {
            String order = verified();
            AtOnce.Call part = captures(order, "12.00");
            AtOnce.Call all = captures(order, "29.90");
            AtOnce both = new AtOnce(server);
            List<AtOnce.Reply> replies = round % 2 == 0 ? both.both(part, all) : both.both(all, part);
            assertThat(replies).extracting(AtOnce.Reply::status).containsOnly(200);
            assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
            assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
            assertThat(refunded(order, "pay-1")).isEmpty();
        }
    }

    private static AtOnce.Call captures(String order, String amount) {
        return new AtOnce.Call(
                "/v1/orders/" + order + "/payments/pay-1/captured", "shop", "service", Map.of("amount", amount));
    }
}
