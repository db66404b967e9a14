package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** E1: an agent finds a buyer's orders by what the buyer has proved to know of one of them. */
@QuarkusTest
class BuyerLookupTest {

    private final Market market = Market.open();
    private final String postalCode = "P" + System.nanoTime() % 1_000_000_000_000L;

    @Test
    void twoFactsOfOneOrderFindAllOfItsBuyer() {
        String number = Market.trackingNumber();
        String known = sent();
        market.ship(known, number).then().statusCode(201);
        String other = market.paid();
        Map<String, Object> place = Map.of("country", "DE", "postalCode", postalCode);
        for (Map<String, Object> facts : List.<Map<String, Object>>of(
                Map.of("orderId", known, "trackingNumber", number),
                Map.of(
                        "trackingNumber",
                        number.substring(0, 6) + " " + number.substring(6),
                        "paid",
                        "29.90",
                        "currency",
                        "EUR"),
                with(place, Map.of("paid", "29.90", "currency", "EUR")),
                with(place, Map.of("placedOn", today().plusDays(1).toString())),
                with(place, Map.of("buyerId", market.buyer)))) {
            JsonPath found = lookUp(facts).then().statusCode(200).extract().jsonPath();
            assertThat(found.getString("buyerId")).isEqualTo(market.buyer);
            assertThat(found.getList("orders.id")).containsExactlyInAnyOrder(known, other);
        }
        JsonPath audit = Http.as("mod-1", "moderator")
                .queryParam("subject", known)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .jsonPath();
        String entry = "items.findAll { it.action == 'orders.looked-up' }[0].";
        assertThat(audit.getString(entry + "actor")).isEqualTo("agent-9");
        assertThat(audit.getString(entry + "onBehalfOf")).isEqualTo(market.buyer);
        assertThat(audit.getString(entry + "details.facts")).isEqualTo("orderId, trackingNumber");
    }

    @Test
    void whatDoesNotFitOrFitsSeveralFindsNobody() {
        String known = sent();
        for (Map<String, Object> facts : List.<Map<String, Object>>of(
                Map.of("orderId", known, "paid", "29.91", "currency", "EUR"),
                Map.of("orderId", known, "placedOn", today().minusDays(9).toString()),
                Map.of("orderId", known, "country", "DE", "postalCode", "99999"))) {
            lookUp(facts).then().statusCode(409).body("code", equalTo("NO_ORDER_FITS"));
        }
        Market neighbour = Market.open();
        neighbour.paid(Map.of("shipTo", Map.of("country", "DE", "postalCode", postalCode)));
        lookUp(Map.of("country", "DE", "postalCode", postalCode, "paid", "29.90", "currency", "EUR"))
                .then()
                .statusCode(409)
                .body("code", equalTo("SEVERAL_BUYERS"));
    }

    /** One fact proves nothing: whoever has found a parcel knows its number. */
    @Test
    void oneFactIsNotEnough() {
        String known = sent();
        for (Map<String, Object> facts : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("orderId", known),
                Map.of("buyerId", market.buyer),
                Map.of("country", "DE", "postalCode", postalCode),
                Map.of("paid", "29.90", "currency", "EUR", "placedOn", today().toString()))) {
            lookUp(facts).then().statusCode(400);
        }
        lookUp(Map.of("orderId", known, "postalCode", postalCode))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("country"));
        lookUp(Map.of("orderId", known, "paid", "29.90"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("currency"));
        for (String role : List.of("buyer", "seller", "moderator", "lead", "service")) {
            Http.as("x", role)
                    .body(Map.of("orderId", known, "buyerId", market.buyer))
                    .post("/v1/orders/lookup")
                    .then()
                    .statusCode(403);
        }
    }

    private String sent() {
        return market.paid(Map.of("shipTo", Map.of("country", "DE", "postalCode", postalCode)));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(Http.now(), ZoneOffset.UTC);
    }

    private static Response lookUp(Map<String, Object> facts) {
        return Http.as("agent-9", "agent").body(facts).post("/v1/orders/lookup");
    }

    private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }
}
