package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A11, A24: a seller who cannot send what was ordered cancels it, and is to blame. */
@QuarkusTest
class SellerCancellationTest {

    private final Market market = Market.open();

    @Test
    void theBuyerGetsTheirMoneyAndTheSellerIsFined() {
        String order = market.paid();
        assertThat(allowed(order)).contains("GIVE_UP");
        JsonPath done = giveUp(order, Map.of("explanation", "The last one broke in the warehouse"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(done.getString("status")).isEqualTo("APPROVED");
        assertThat(done.getString("reason")).isEqualTo("OUT_OF_STOCK");
        assertThat(done.getString("liability")).isEqualTo("SELLER");
        assertThat(done.getString("requestedBy")).isEqualTo(market.seller);
        assertThat(done.getString("amount")).isEqualTo("29.90");
        assertThat(done.getList("liabilityBecause.code")).contains("CONFIRMED");

        JsonPath seen = market.order(order);
        assertThat(seen.getString("status")).isEqualTo("CANCELLED");
        assertThat(seen.getString("refunded")).isEqualTo("29.90");
        assertThat(seen.getList("deadlines")).isEmpty();
        JsonPath record = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .jsonPath();
        assertThat(record.getString("entries[0].rule")).isEqualTo("A24");
        assertThat(record.getString("entries[0].orderId")).isEqualTo(order);
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/cancellations/" + done.getString("id"))
                        .jsonPath()
                        .getString("explanation"))
                .isEqualTo("The last one broke in the warehouse");
        assertThat(allowed(order)).doesNotContain("GIVE_UP");
        giveUp(order, Map.of()).then().statusCode(409);
        // Nobody is fined for the same a second time when the processing time is over (A9).
        Http.advance(Duration.ofDays(9));
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/sellers/" + market.seller)
                        .jsonPath()
                        .getList("entries"))
                .hasSize(1);
    }

    /** What was declared goes on; what is left is sent or given up. */
    @Test
    void someUnitsAreGivenUpAndTheRestGoesOn() {
        String order = market.paid();
        Map<String, Object> one = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
        market.ship(order, Market.trackingNumber(), one).then().statusCode(201);
        giveUp(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 2))))
                .then()
                .statusCode(409);
        giveUp(order, one).then().statusCode(201).body("amount", equalTo("12.50"));
        JsonPath seen = market.order(order);
        assertThat(seen.getString("status")).isEqualTo("SHIPPED");
        assertThat(seen.getString("refunded")).isEqualTo("12.50");
        assertThat(seen.getInt("lines[0].cancelled")).isEqualTo(1);
        giveUp(order, Map.of()).then().statusCode(409).body("currentStatus", equalTo("SHIPPED"));
    }

    @Test
    void anOpenRequestIsAnsweredAndAnOrderThatIsNotTheirsIsNotThere() {
        String order = market.paid();
        String request = market.asked(order);
        giveUp(order, Map.of())
                .then()
                .statusCode(409)
                .body("detail", containsString("a cancellation request is open"))
                .body("allowedActions", hasItem("APPROVE_CANCELLATION"));
        market.approve(request).then().statusCode(200);

        String other = market.paid();
        for (String[] who : List.of(new String[] {Market.open().seller, "seller"}, new String[] {"mod-1", "seller"})) {
            Http.as(who[0], who[1])
                    .body(Map.of("reason", "OUT_OF_STOCK"))
                    .post("/v1/orders/" + other + "/seller-cancellation")
                    .then()
                    .statusCode(404);
        }
        Http.as(market.seller, "seller,moderator")
                .body(Map.of("reason", "NOT_NEEDED"))
                .post("/v1/orders/" + other + "/seller-cancellation")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"))
                .body("errors[0].message", containsString("OUT_OF_STOCK"));
        String unpaid = market.placed();
        giveUp(unpaid, Map.of()).then().statusCode(409);
        Desk.freeze(other, "The tracking page is forged");
        giveUp(other, Map.of()).then().statusCode(409).body("detail", containsString("frozen"));
    }

    private Response giveUp(String order, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "OUT_OF_STOCK"));
        body.putAll(fields);
        return Http.as(market.seller, "seller").body(body).post("/v1/orders/" + order + "/seller-cancellation");
    }

    private List<String> allowed(String order) {
        return Http.as(market.seller, "seller")
                .get("/v1/orders/" + order)
                .jsonPath()
                .getList("allowedActions");
    }
}
