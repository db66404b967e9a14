package dev.countermand.api;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** What moderators do in many tests. */
public final class Desk {

    private Desk() {}

    /** A25. */
    public static void freeze(String order, String reason) {
        Http.as("mod-1", "moderator")
                .body(Map.of("reason", reason))
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
    }

    /** The first case of this seller. */
    static String firstCase(Market market) {
        return Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath()
                .getString("items[0].id");
    }

    /** Why each case of this seller was opened, in the order of the list. */
    static List<String> reasons(Market market) {
        List<String> ids = Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath()
                .getList("items.id");
        return ids.stream()
                .map(id -> Http.as("mod-1", "moderator")
                        .get("/v1/cases/" + id)
                        .jsonPath()
                        .getString("reason"))
                .toList();
    }

    /** A case of its own: a paid order of this market that a person has frozen. */
    static String opened(Market market) {
        return opened(market.paid());
    }

    /** The same of this order. */
    static String opened(String order) {
        freeze(order, "The tracking page is forged");
        return Http.as("mod-1", "moderator")
                .queryParam("orderId", order)
                .queryParam("status", "OPEN")
                .get("/v1/cases")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
    }

    /** A POST about a case under this token, by whoever it is. */
    static Response act(
            String who, String role, String token, String reviewCase, String act, Map<String, Object> body) {
        RequestSpecification request = Http.as(who, role).header("Case-Token", token);
        return (body.isEmpty() ? request : request.body(body)).post("/v1/cases/" + reviewCase + "/" + act);
    }

    /** Claims as this moderator. */
    static Response claim(String reviewCase, String who) {
        return Http.as(who, "moderator").post("/v1/cases/" + reviewCase + "/claim");
    }

    /** Gives the token with which every later act on the case is done (A26). */
    static String claim(String reviewCase) {
        return Http.as("mod-1", "moderator")
                .post("/v1/cases/" + reviewCase + "/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }
}
