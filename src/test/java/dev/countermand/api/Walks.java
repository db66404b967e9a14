package dev.countermand.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Orders of several markets that are played for the events that tell of them, and what people do with these orders. */
abstract class Walks {

    static final Map<String, Object> RETURN = Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "Not for me");
    static final Map<String, Object> REFUND =
            Map.of("kind", "REFUND_ONLY", "text", "One came broken", "amount", "12.50");

    private final List<Market> markets = new ArrayList<>();

    /** Plays all of them; gives the sellers whose orders they were. */
    final List<String> play() {
        playAll();
        return markets.stream().map(market -> market.seller).toList();
    }

    abstract void playAll();

    final Market market(String policy) {
        Market market = Market.under(policy);
        markets.add(market);
        return market;
    }

    final Market market() {
        return market("aliexpress");
    }

    static String delivered(Market market) {
        String number = Market.trackingNumber();
        String order = market.paid();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        return order;
    }

    static void freeze(String order) {
        Desk.freeze(order, "A tip from the police");
    }

    static String opened(Market market, String order, Map<String, Object> body) {
        return market.dispute(order, body).then().statusCode(201).extract().path("id");
    }

    /** The case of this order that waits for somebody. */
    static String caseOf(Market market, String order) {
        return Http.as("mod-1", "moderator")
                .queryParam("sellerId", market.seller)
                .get("/v1/cases")
                .jsonPath()
                .getString("items.find { it.orderId == '" + order
                        + "' && it.status != 'CLOSED' && it.status != 'DECIDED' }.id");
    }

    /** What became of the payment {@code pay-1}, as the marketplace tells it: captured, failed or voided. */
    static void ofPayment(String order, String what) {
        Http.as("shop", "service")
                .post("/v1/orders/" + order + "/payments/pay-1/" + what)
                .then()
                .statusCode(200);
    }

    /** The marketplace tells of the payment {@code pay-1} of everything, under this reference of its provider. */
    static void tellPayment(String order, String state, String reference) {
        Http.as("shop", "service")
                .body(MoneyInTest.payment("pay-1", "29.90", state, reference))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
    }
}
