package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People see only their own, and what is another's is not there. */
@QuarkusTest
class RolesTest {

    private final Market market = Market.open();
    private final Market strangers = Market.open();

    @Test
    void ordersOfOthersAreNotThere() {
        String order = market.paid();
        String request = market.asked(order);
        for (String[] stranger : List.of(
                new String[] {strangers.buyer, "buyer"},
                new String[] {strangers.seller, "seller"},
                // The right name in the wrong role is a stranger, too.
                new String[] {market.buyer, "seller"},
                new String[] {market.seller, "buyer"})) {
            for (String path : List.of(
                    "/v1/orders/" + order,
                    "/v1/orders/" + order + "/financials",
                    "/v1/orders/" + order + "/cancellation-eligibility",
                    "/v1/cancellations/" + request)) {
                Http.as(stranger[0], stranger[1]).get(path).then().statusCode(404);
            }
            assertThat(Http.as(stranger[0], stranger[1])
                            .get("/v1/orders")
                            .jsonPath()
                            .getList("items"))
                    .isEmpty();
            assertThat(Http.as(stranger[0], stranger[1])
                            .queryParam("sellerId", market.seller)
                            .queryParam("buyerId", market.buyer)
                            .get("/v1/orders")
                            .jsonPath()
                            .getList("items"))
                    .isEmpty();
            assertThat(Http.as(stranger[0], stranger[1])
                            .get("/v1/cancellations")
                            .jsonPath()
                            .getList("items"))
                    .isEmpty();
        }
        Http.as(strangers.seller, "seller")
                .post("/v1/cancellations/" + request + "/approval")
                .then()
                .statusCode(404);
        Http.as(strangers.buyer, "buyer")
                .post("/v1/cancellations/" + request + "/withdrawal")
                .then()
                .statusCode(404);
        strangers.ship(order, Market.trackingNumber()).then().statusCode(404);
        strangers.ask(order).then().statusCode(404);
        Http.as(strangers.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .then()
                .statusCode(404);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("PENDING");
    }

    /** A12: the true reason and "the seller asked me" are never visible to the seller. */
    @Test
    void theSellerDoesNotSeeTheTrueReason() {
        String order = market.paid();
        String request = Http.as(market.buyer, "buyer")
                .body(Map.of("reason", "NOT_NEEDED", "trueReason", "PRICE_RAISED", "sellerAskedForThisReason", true))
                .post("/v1/orders/" + order + "/cancellations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String path :
                List.of("/v1/cancellations/" + request, "/v1/cancellations", "/v1/orders/" + order, "/v1/orders")) {
            Response sellers = Http.as(market.seller, "seller").get(path);
            assertThat(sellers.statusCode()).isEqualTo(200);
            assertThat(sellers.asString())
                    .contains(request)
                    .doesNotContain("PRICE_RAISED", "trueReason", "sellerAskedForThisReason");
            assertThat(Http.as(market.buyer, "buyer").get(path).asString()).contains("PRICE_RAISED");
        }
        Response approved = market.approve(request);
        assertThat(approved.asString()).doesNotContain("PRICE_RAISED", "trueReason", "sellerAskedForThisReason");
        assertThat(Http.as("shop", "service")
                        .queryParam("subject", order)
                        .get("/v1/audit")
                        .asString())
                .doesNotContain("PRICE_RAISED");
    }

    /** E1: an agent enters it for the buyer, with both names on record. */
    @Test
    void anAgentActsForTheBuyer() {
        String order = market.paid();
        var request = Http.as("agent-9", "agent")
                .body(Map.of("reason", "WRONG_CHOICE"))
                .post("/v1/orders/" + order + "/cancellations")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(request.getString("requestedBy")).isEqualTo("agent-9");
        assertThat(request.getString("onBehalfOf")).isEqualTo(market.buyer);
        var entry = Http.as("mod-1", "moderator")
                .queryParam("subject", "cancellations/" + request.getString("id"))
                .get("/v1/audit")
                .jsonPath();
        assertThat(entry.getString("items[0].actor")).isEqualTo("agent-9");
        assertThat(entry.getString("items[0].onBehalfOf")).isEqualTo(market.buyer);
    }

    @Test
    void eachEndpointKnowsItsRoles() {
        String order = market.paid();
        for (String role : List.of("buyer", "seller", "moderator", "lead", "agent")) {
            Http.as("x", role)
                    .body(Market.orderBody(Market.fresh("o"), "b", "s"))
                    .post("/v1/orders")
                    .then()
                    .statusCode(403);
            Http.as("x", role).body("[]").post("/v1/carrier-events").then().statusCode(403);
        }
        for (String role : List.of("buyer", "seller", "service", "agent")) {
            Http.as("x", role).get("/v1/cases").then().statusCode(403);
            Http.as("x", role)
                    .body(Map.of("reason", "r"))
                    .post("/v1/orders/" + order + "/freeze")
                    .then()
                    .statusCode(403);
        }
        for (String role : List.of("buyer", "seller", "agent")) {
            Http.as("x", role).get("/v1/events").then().statusCode(403);
            Http.as("x", role)
                    .queryParam("subject", order)
                    .get("/v1/audit")
                    .then()
                    .statusCode(403);
            Http.as("x", role).body("{}").post("/v1/sweeps").then().statusCode(403);
        }
        // No role opens what a signature opens.
        for (String role : List.of("buyer", "seller", "moderator", "lead", "service", "agent")) {
            Http.as("x", role)
                    .body("{}")
                    .post("/v1/webhooks/easypost")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "HMAC-SHA256");
        }
        Http.anonymous().get("/v1/orders/" + order).then().statusCode(401);
        Http.anonymous()
                .header("Authorization", "Bearer rubbish")
                .get("/v1/orders/" + order)
                .then()
                .statusCode(401);
    }
}
