package dev.countermand.api;

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
