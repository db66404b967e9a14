package dev.countermand.api;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tests of decisions do alike: orders of some worth, verdicts, approvals, undoing. */
final class Decided {

    static final String WHY = "The carrier never received a parcel under this number";
    static final Map<String, Object> UNDONE = Map.of("reason", "That was the case beside this one");

    private Decided() {}

    /** A paid order of two televisions, 804.90 EUR: more than one person decides about. */
    static String dear(Market market) {
        String order = market.placed(Map.of(
                "lines", List.of(Map.of("sku", "TV", "title", "Television", "quantity", 2, "unitPrice", "400.00"))));
        market.pay(order, "pay-1", "804.90", "ch_" + order).then().statusCode(201);
        return order;
    }

    /** Freezes the order by hand, and gives its case. */
    static String frozen(String order) {
        return Desk.opened(order);
    }

    static Map<String, Object> verdict(String verdict) {
        return Map.of("verdict", verdict, "statement", WHY);
    }

    static Map<String, Object> with(String verdict, String field, Object value) {
        Map<String, Object> body = new HashMap<>(verdict(verdict));
        body.put(field, value);
        return body;
    }

    /** Claims the case and decides it, as this moderator. */
    static Response decide(String reviewCase, String who, Map<String, Object> decision) {
        String token =
                Desk.claim(reviewCase, who).then().statusCode(200).extract().path("token");
        return Desk.act(who, "moderator", token, reviewCase, "decision", decision);
    }

    static Response answer(String reviewCase, String who, String role, String how, Map<String, Object> body) {
        RequestSpecification request = Http.as(who, role);
        return (body.isEmpty() ? request : request.body(body)).post("/v1/cases/" + reviewCase + "/decision/" + how);
    }

    static Response approve(String reviewCase, String who) {
        return answer(reviewCase, who, "lead", "approval", Map.of());
    }

    static Response undo(String reviewCase, String who, String role) {
        return answer(reviewCase, who, role, "undo", UNDONE);
    }

    /** The latest decision of the case. */
    static JsonPath latest(String reviewCase) {
        return Http.as("mod-1", "moderator")
                .get("/v1/cases/" + reviewCase + "/decision")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items[0]");
    }

    static String status(String reviewCase) {
        return Http.as("mod-1", "moderator").get("/v1/cases/" + reviewCase).path("status");
    }
}
