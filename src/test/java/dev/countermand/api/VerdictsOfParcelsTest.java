package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A26, P2: a verdict is about parcels. Where one of two was real, only the false one is cancelled, refunded and fined. */
@QuarkusTest
class VerdictsOfParcelsTest {

    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    private final Market market = Market.open();

    /** Two parcels with a unit each, frozen by hand; the carrier has the first. */
    private String frozen(String real) {
        String order = market.paid();
        market.ship(order, real, ONE_UNIT).then().statusCode(201);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Market.scan(real, "ACCEPTED", Http.now()).then().statusCode(200);
        Desk.freeze(order, "One of the two numbers is nobody's");
        return order;
    }

    private String shipment(String order, String state) {
        return market.order(order).getString("shipments.find { it.state == '" + state + "' }.id");
    }

    private Response decide(String order, String verdict, Object shipments) {
        String reviewed = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath()
                .getString("items.find { it.orderId == '" + order + "' && it.status != 'DECIDED' }.id");
        String token = Desk.claim(reviewed);
        Map<String, Object> body = new HashMap<>();
        body.put("verdict", verdict);
        body.put("statement", "The post knows no parcel under the second number");
        if (shipments != null) {
            body.put("shipments", shipments);
        }
        return Http.as("mod-1", "moderator")
                .header("Case-Token", token)
                .body(body)
                .post("/v1/cases/" + reviewed + "/decision");
    }

    @Test
    void onlyTheFalseParcelGoes() {
        String real = Market.trackingNumber();
        String order = frozen(real);
        decide(order, "CANCEL_AND_REFUND", List.of(shipment(order, "DECLARED")))
                .then()
                .statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getBoolean("frozen")).isFalse();
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getList("shipments.state")).containsExactlyInAnyOrder("ACCEPTED", "VOID");
        assertThat(fines()).containsExactly("3.75");
        Market.scan(real, "DELIVERED", Http.now().plusSeconds(1)).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("DELIVERED");
    }

    private List<String> fines() {
        return Http.as("mod-1", "moderator")
                .get("/v1/sellers/" + market.seller)
                .jsonPath()
                .getList("entries.findAll { it.kind == 'FINE' }.amount");
    }

    /** A12, A13: what was asked for and was in the false parcel is upheld, and the seller is to blame. */
    @Test
    void aRequestAboutTheFalseParcelIsUpheld() {
        String real = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, real, ONE_UNIT).then().statusCode(201);
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Market.scan(real, "ACCEPTED", Http.now()).then().statusCode(200);
        Desk.freeze(order, "One of the two numbers is nobody's");
        decide(order, "CANCEL_AND_REFUND", List.of(shipment(order, "DECLARED")))
                .then()
                .statusCode(200);
        Http.as("mod-1", "moderator")
                .get("/v1/cancellations/" + request)
                .then()
                .statusCode(200)
                .body("status", equalTo("UPHELD"))
                .body("liability", equalTo("SELLER"));
    }

    /** F13: the order has ended, with its escrow held: the money of the false parcel goes back, the rest is the seller's. */
    @Test
    void ofAnEndedOrderOnlyTheFalseParcelIsPaidBack() {
        String real = Market.trackingNumber();
        String wrong = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, real, ONE_UNIT).then().statusCode(201);
        market.ship(order, wrong).then().statusCode(201);
        for (String number : List.of(real, wrong)) {
            Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        }
        Desk.freeze(order, "One of the two numbers is nobody's");
        decide(order, "HOLD", null).then().statusCode(200);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        String parcel = market.order(order).getString("shipments.find { it.trackingNumber == '" + wrong + "' }.id");
        decide(order, "CANCEL_AND_REFUND", List.of(parcel)).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("COMPLETED");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        assertThat(after.getBoolean("escrowHeld")).isFalse();
        assertThat(fines()).containsExactly("3.75");
        assertThat(Market.financialsOfStaff(order).getString("accounts.held")).isEqualTo("0.00");
        assertThat(Market.financialsOfStaff(order).getString("accounts.released"))
                .isEqualTo("17.40");
    }

    @Test
    void allParcelsAreTheWholeOrder() {
        String order = frozen(Market.trackingNumber());
        decide(order, "CANCEL_AND_REFUND", List.of(shipment(order, "DECLARED"), shipment(order, "ACCEPTED")))
                .then()
                .statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
        assertThat(fines()).containsExactly("8.97");
    }

    @Test
    void whatIsNoParcelOfItIsNamed() {
        String order = frozen(Market.trackingNumber());
        String elsewhere = market.order(market.shipped()).getString("shipments[0].id");
        decide(order, "CANCEL_AND_REFUND", List.of(elsewhere))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("shipments[0]"));
        decide(order, "RELEASE", List.of(shipment(order, "DECLARED")))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("shipments"));
        decide(order, "CANCEL_AND_REFUND", List.of()).then().statusCode(400);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
        decide(order, "CANCEL_AND_REFUND", null).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }
}
