package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A20: lines carry what they cost together, which goes back once, however their units leave, and whatever for. */
@QuarkusTest
class LineTotalsTest {

    private static final Map<String, Object> OFFER =
            Map.of("id", "3FOR10", "description", "Three for 10.00", "amount", "2.00");
    private static final Map<String, Object> THREE_PENS =
            Map.of("sku", "PEN", "quantity", 3, "unitPrice", "4.00", "total", "10.00", "discounts", List.of(OFFER));
    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(units(1, 1)));

    private final Market market = Market.open();

    private static Map<String, Object> units(int line, int quantity) {
        return Map.of("line", line, "quantity", quantity);
    }

    /** Three pens for 10.00, paid; nothing for shipping. */
    private String three() {
        String order = market.placed(Map.of("lines", List.of(THREE_PENS), "shippingFee", "0.00"));
        market.pay(order, "pay-1", "10.00", "ch").then().statusCode(201);
        return order;
    }

    @Test
    void anOrderShowsWhatItsLinesCostAndWhy() {
        JsonPath seen = market.order(three());
        assertThat(seen.getString("total")).isEqualTo("10.00");
        assertThat(seen.getString("lines[0].unitPrice")).isEqualTo("4.00");
        assertThat(seen.getString("lines[0].total")).isEqualTo("10.00");
        assertThat(seen.getList("lines[0].discounts")).isEqualTo(List.of(OFFER));
        JsonPath plain = market.order(market.placed());
        assertThat(plain.getString("lines[0].total")).isEqualTo("25.00");
        assertThat(plain.getList("lines[0].discounts")).isEmpty();
    }

    @Test
    void theSameTotalAgainIsTheSameOrder() {
        String id = Market.fresh("order");
        Map<String, Object> body = new HashMap<>(Market.orderBody(id, market.buyer, market.seller));
        body.put("lines", List.of(THREE_PENS));
        assertThat(place(body).statusCode()).isEqualTo(201);
        assertThat(place(body).statusCode()).isEqualTo(200);
        Map<String, Object> other = new HashMap<>(THREE_PENS);
        other.remove("total");
        body.put("lines", List.of(other));
        assertThat(place(body).statusCode()).isEqualTo(409);
    }

    @Test
    void aLineThatDoesNotAddUpIsRefused() {
        refused(Map.of("total", "12.01"), "lines[0].total");
        refused(Map.of("total", "9.00"), "lines[0].discounts");
        refused(Map.of("total", "9.999"), "lines[0].total");
        refused(
                Map.of("discounts", List.of(Map.of("description", "Nothing", "amount", "0.00"))),
                "lines[0].discounts[0].amount");
        refused(
                Map.of("discounts", List.of(Map.of("description", "...", "amount", "2.00"))),
                "lines[0].discounts[0].description");
        refused(Map.of("discounts", List.of(Map.of("amount", "2.00"))), "lines[0].discounts[0].description");
    }

    private void refused(Map<String, Object> fields, String field) {
        Map<String, Object> line = new HashMap<>(THREE_PENS);
        line.putAll(fields);
        Map<String, Object> body = new HashMap<>(Market.orderBody(Market.fresh("order"), market.buyer, market.seller));
        body.put("lines", List.of(line));
        Response answer = place(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors.field", String.class)).containsExactly(field);
    }

    private static Response place(Map<String, Object> body) {
        return Http.as("shop", "service").body(body).post("/v1/orders");
    }

    /** A4, A8: unit after unit is cancelled; the last one gets what the others have left. */
    @Test
    void unitsThatAreCancelledTakeTheirShares() {
        String order = three();
        List<String> refunded = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String request =
                    market.ask(order, ONE_UNIT).then().statusCode(201).extract().path("id");
            market.approve(request).then().statusCode(200);
            refunded.add(market.order(order).getString("refunded"));
        }
        assertThat(refunded).containsExactly("3.33", "6.66", "10.00");
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.financials(order).getList("refunds.purposes.flatten().amount", String.class))
                .containsExactlyInAnyOrder("3.33", "3.33", "3.34");
    }

    /** A19, A26: two units leave by a verdict while the third is on its way back: that one is the last one then. */
    @Test
    void aReturnThatWasAgreedBeforeOthersLeftLosesNothing() {
        String order = three();
        String arrived = Market.trackingNumber();
        market.ship(order, arrived, ONE_UNIT).then().statusCode(201);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        deliver(arrived);
        String dispute = opened(order, "RETURN_GOODS_AND_MONEY", ONE_UNIT, "3.33");
        act(dispute, "acceptance", market.seller, "seller").then().statusCode(200);
        Desk.freeze(order, "The second number is nobody's");
        String never = market.order(order).getString("shipments.find { it.state == 'DECLARED' }.id");
        String found = Desk.firstCase(market);
        Http.as("mod-1", "moderator")
                .header("Case-Token", Desk.claim(found))
                .body(Map.of(
                        "verdict", "CANCEL_AND_REFUND",
                        "statement", "The post knows no parcel under the second number",
                        "shipments", List.of(never)))
                .post("/v1/cases/" + found + "/decision")
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("6.66");
        String back = Market.trackingNumber();
        Http.as(market.buyer, "buyer")
                .body(Map.of("carrier", "ups", "trackingNumber", back))
                .post("/v1/disputes/" + dispute + "/return-shipment")
                .then()
                .statusCode(200);
        Market.scan(back, "DELIVERED", Http.now()).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("RETURNED");
        assertThat(after.getString("refunded")).isEqualTo("10.00");
    }

    /** E1: what is added by phone may cost less together, too; what is dropped of it takes its share. */
    @Test
    void addedItemsMayCostLessTogether() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        items(order, Map.of("add", List.of(THREE_PENS)));
        assertThat(shop.order(order).getString("total")).isEqualTo("39.90");
        assertThat(shop.order(order).getString("lines[1].total")).isEqualTo("10.00");
        shop.pay(order, "pay-2", "10.00", "ch-2").then().statusCode(201);
        items(order, Map.of("drop", List.of(units(2, 1))));
        assertThat(shop.order(order).getString("refunded")).isEqualTo("3.33");
        items(order, Map.of("drop", List.of(units(2, 2))));
        assertThat(shop.order(order).getString("refunded")).isEqualTo("10.00");
    }

    private static void items(String order, Map<String, Object> body) {
        Http.as("agent-3", "agent")
                .body(body)
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200);
    }

    @Test
    void historyIsTakenAsItCost() {
        Map<String, Object> order = new HashMap<>(Market.orderBody(Market.fresh("o"), market.buyer, market.seller));
        order.put("placedAt", Http.now().minus(Duration.ofDays(1)).toString());
        order.put("lines", List.of(THREE_PENS));
        Map<String, Object> payment = new HashMap<>(
                Market.cardPayment(Http.now().minus(Duration.ofHours(20)).toString()));
        payment.put("amount", "14.90");
        assertThat(Market.importedLine(Map.of("order", order, "payments", List.of(payment)))
                        .getString("result"))
                .isEqualTo("CREATED");
        JsonPath seen = market.order((String) order.get("id"));
        assertThat(seen.getString("total")).isEqualTo("14.90");
        assertThat(seen.getString("paid")).isEqualTo("14.90");
        assertThat(seen.getString("status")).isEqualTo("PROCESSING");
    }

    /** A1: what closed unpaid is offered again at what it cost. */
    @Test
    void whatIsOrderedAgainCostsTheSame() {
        String order = market.placed(Map.of("lines", List.of(THREE_PENS)));
        Http.advance(Duration.ofDays(20).plusMinutes(1));
        JsonPath seen =
                Http.as(market.buyer, "buyer").get("/v1/orders/" + order).jsonPath();
        assertThat(seen.getString("orderAgain.lines[0].total")).isEqualTo("10.00");
        assertThat(place(orderAgain(seen)).statusCode()).isEqualTo(201);
    }

    private Map<String, Object> orderAgain(JsonPath closed) {
        Map<String, Object> body = new HashMap<>(Market.orderBody(Market.fresh("order"), market.buyer, market.seller));
        body.put("lines", closed.getList("orderAgain.lines"));
        return body;
    }

    /** A19, A20: goods that were kept and paid back are not paid back again when they go back, at the cost of others. */
    @Test
    void whatWasPaidBackByADisputeIsNotPaidBackAgain() {
        Map<String, Object> mug = Map.of("sku", "MUG", "quantity", 1, "unitPrice", "12.50");
        Map<String, Object> spoon = Map.of("sku", "SPOON", "quantity", 1, "unitPrice", "12.50");
        String order = market.paid(Map.of("lines", List.of(mug, spoon)));
        String arrived = Market.trackingNumber();
        market.ship(order, arrived).then().statusCode(201);
        deliver(arrived);
        String dispute = opened(order, "REFUND_ONLY", ONE_UNIT, "12.50");
        act(dispute, "acceptance", market.seller, "seller").then().statusCode(200);
        JsonPath money = market.financials(order);
        assertThat(money.getList("refunds[0].purposes.kind")).isEqualTo(List.of("UNITS"));
        assertThat(money.getInt("refunds[0].purposes[0].line")).isEqualTo(1);
        for (String kind : List.of("REFUND_ONLY", "RETURN_GOODS_AND_MONEY")) {
            assertThat(open(order, kind, ONE_UNIT)
                            .then()
                            .statusCode(409)
                            .extract()
                            .<String>path("code"))
                    .isEqualTo("NOTHING_TO_REFUND");
        }
        opened(order, "REFUND_ONLY", Map.of("lines", List.of(units(2, 1))), "12.50");
    }

    /** A20, A20b: goodwill for a unit that has left since, and for shipping, can be closed all the same. */
    @Test
    void goodwillIsClosedAfterWhatItWasForHasLeft() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "declined").then().statusCode(201);
        Http.as("lea", "lead")
                .body(Map.of("amount", "17.40", "reason", "Broken", "lines", List.of(units(1, 1)), "shipping", "4.90"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        for (int i = 0; i < 60 && !goodwill(order, "status").equals("ESCALATED"); i++) {
            Http.advance(Duration.ofDays(1));
        }
        Market.eventually(() -> assertThat(goodwill(order, "status")).isEqualTo("ESCALATED"));
        assertThat(market.financials(order).getList("refunds.amount", String.class))
                .containsExactlyInAnyOrder("17.40", "12.50");
        act(goodwillPath(order), Map.of("reason", "The buyer has declined it"))
                .then()
                .statusCode(200);
        assertThat(goodwill(order, "status")).isEqualTo("CLOSED");
        assertThat(market.financials(order).getString("refundable")).isEqualTo("17.40");
    }

    private String goodwill(String order, String field) {
        return market.financials(order).getString("refunds.find { it.cause == 'GOODWILL' }." + field);
    }

    private String goodwillPath(String order) {
        return "/v1/refunds/" + goodwill(order, "id") + "/closing";
    }

    private static Response act(String path, Map<String, Object> body) {
        return Http.as("lea", "lead").body(body).post(path);
    }

    private static Response act(String dispute, String what, String who, String role) {
        return Http.as(who, role).body(Map.of()).post("/v1/disputes/" + dispute + "/" + what);
    }

    private Response open(String order, String kind, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", kind, "text", "It is not what I ordered"));
        body.putAll(more);
        return market.dispute(order, body);
    }

    private String opened(String order, String kind, Map<String, Object> more, String amount) {
        JsonPath opened =
                open(order, kind, more).then().statusCode(201).extract().jsonPath();
        assertThat(opened.getString("amount")).isEqualTo(amount);
        return opened.getString("id");
    }

    private static void deliver(String number) {
        Instant at = Http.now();
        Market.scan(number, "ACCEPTED", at).then().statusCode(200);
        Market.scan(number, "DELIVERED", at.plusSeconds(1)).then().statusCode(200);
    }
}
