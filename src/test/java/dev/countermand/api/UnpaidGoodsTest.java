package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** C1, C3, E1: what was received or brought and not paid is claimed, and taken when it comes. */
@QuarkusTest
class UnpaidGoodsTest {

    private static Map<String, Object> price(JsonPath financials) {
        return financials.getMap("charges.find { it.kind == 'PRICE' }");
    }

    /** C1: the buyer says that they have it before the post has sent the cash. */
    @Test
    void cashIsDueAfterReceiptAndTakenWhenItComes() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        String number = Market.trackingNumber();
        post.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Http.as(post.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        JsonPath due = post.financials(order);
        assertThat(due.getString("unpaid")).isEqualTo("29.90");
        assertThat(price(due))
                .containsEntry("debtor", "BUYER")
                .containsEntry("amount", "29.90")
                .containsEntry("open", "29.90")
                .containsEntry("rule", "C1");
        assertThat(Http.as("shop", "service").get("/v1/orders/" + order).<List<String>>path("allowedActions"))
                .contains("PAY");

        post.pay(order, "pay-1", "10.00", "cash-1").then().statusCode(201);
        assertThat(price(post.financials(order))).containsEntry("open", "19.90");
        post.pay(order, "pay-3", "19.90", "cash-3").then().statusCode(201);
        JsonPath paid = post.financials(order);
        assertThat(paid.getString("paid")).isEqualTo("29.90");
        assertThat(paid.getString("unpaid")).isEqualTo("0.00");
        assertThat(price(paid)).containsEntry("open", "0.00");
        assertThat(post.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(Http.as("shop", "service").get("/v1/orders/" + order).<List<String>>path("allowedActions"))
                .doesNotContain("PAY");
    }

    /** C1: nobody says anything, and the escrow's time runs out. */
    @Test
    void cashIsDueWhenTheOrderEndsByItself() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        String number = Market.trackingNumber();
        post.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofDays(16));
        assertThat(post.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(price(post.financials(order))).containsEntry("amount", "29.90");
        post.pay(order, "pay-1", "29.90", "cash").then().statusCode(201);
        assertThat(price(post.financials(order))).containsEntry("open", "0.00");
    }

    /** What was paid in time is claimed from nobody. */
    @Test
    void whatIsPaidIsNotClaimed() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        post.ship(order, Market.trackingNumber()).then().statusCode(201);
        post.pay(order, "pay-1", "29.90", "cash").then().statusCode(201);
        Http.as(post.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        assertThat(post.financials(order).getList("charges")).isEmpty();
    }

    /** E1: items that were added and not paid for are claimed as they are handed over. */
    @Test
    void whatWasAddedIsClaimedAtTheDoor() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        Http.as("agent-1", "agent")
                .body(Map.of("add", List.of(Map.of("sku", "CABLE", "quantity", 1, "unitPrice", "5.00"))))
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200)
                .body("total", equalTo("34.90"));
        shop.ship(order, "OWN-1", Map.of("carrier", "own")).then().statusCode(201);
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        JsonPath claimed = shop.financials(order);
        assertThat(price(claimed)).containsEntry("amount", "5.00").containsEntry("rule", "E1");
        Http.advance(Duration.ofDays(16));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        JsonPath after = shop.financials(order);
        assertThat(after.getList("charges")).hasSize(1);
        assertThat(after.getString("unpaid")).isEqualTo("5.00");
        shop.pay(order, "pay-2", "5.00", "ch_rest_" + order).then().statusCode(201);
        assertThat(price(shop.financials(order))).containsEntry("open", "0.00");
    }

    private static void add(String order, String sku, String price) {
        Http.as("agent-1", "agent")
                .body(Map.of("add", List.of(Map.of("sku", sku, "quantity", 1, "unitPrice", price))))
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200);
    }

    /** Declares a parcel with one line in it; gives its id. */
    private static String sent(Market shop, String order, String carrier, String number, int line, int quantity) {
        return shop.ship(
                        order,
                        number,
                        Map.of("carrier", carrier, "lines", List.of(Map.of("line", line, "quantity", quantity))))
                .then()
                .statusCode(201)
                .extract()
                .path("shipment.id");
    }

    private static List<String> prices(JsonPath financials, String field) {
        return financials.getList("charges.findAll { it.kind == 'PRICE' }." + field);
    }

    /** E1, P2: of each part what is in it and was not paid, before it is handed over, and once. */
    @Test
    void ofEachPartThatIsHandedOverWhatWasAddedIsClaimed() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        add(order, "CABLE", "5.00");
        add(order, "LAMP", "7.00");
        String mugs = sent(shop, order, "own", "VAN-1", 1, 2);
        String cable = sent(shop, order, "own", "VAN-2", 2, 1);
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "shipmentId", mugs))
                .then()
                .statusCode(200);
        assertThat(shop.financials(order).getList("charges")).isEmpty();

        shop.handOver(order, Map.of("outcome", "ACCEPTED", "shipmentId", cable))
                .then()
                .statusCode(200);
        assertThat(prices(shop.financials(order), "amount")).containsExactly("5.00");
        shop.pay(order, "pay-2", "5.00", "ch_cable_" + order).then().statusCode(201);
        assertThat(prices(shop.financials(order), "open")).containsExactly("0.00");
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        JsonPath claimed = shop.financials(order);
        assertThat(prices(claimed, "amount")).containsExactly("5.00", "7.00");
        assertThat(prices(claimed, "open")).containsExactly("0.00", "7.00");
        Http.advance(Duration.ofDays(16));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(prices(shop.financials(order), "amount")).containsExactly("5.00", "7.00");
        shop.pay(order, "pay-3", "7.00", "ch_lamp_" + order).then().statusCode(201);
        JsonPath paid = shop.financials(order);
        assertThat(prices(paid, "open")).containsExactly("0.00", "0.00");
        assertThat(paid.getString("unpaid")).isEqualTo("0.00");
    }

    /** E1: who pays later for what is on its way pays the claim first, and nothing is claimed twice. */
    @Test
    void whatIsPaidMeanwhileIsNotClaimedAgain() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        add(order, "CABLE", "5.00");
        add(order, "LAMP", "7.00");
        String lamp = sent(shop, order, "own", "VAN-1", 3, 1);
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "shipmentId", lamp))
                .then()
                .statusCode(200);
        assertThat(prices(shop.financials(order), "amount")).containsExactly("7.00");
        shop.pay(order, "pay-2", "12.00", "ch_all_" + order).then().statusCode(201);
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        JsonPath done = shop.financials(order);
        assertThat(prices(done, "amount")).containsExactly("7.00");
        assertThat(prices(done, "open")).containsExactly("0.00");
    }

    /** E1: a carrier brings it. */
    @Test
    void whatACarrierDeliversIsClaimed() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        add(order, "CABLE", "5.00");
        String number = Market.trackingNumber();
        sent(shop, order, "ups", number, 2, 1);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(prices(shop.financials(order), "amount")).containsExactly("5.00");
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        assertThat(prices(shop.financials(order), "amount")).containsExactly("5.00");
    }

    /** E1, A8: the rest is cancelled; what was paid for it pays for what the buyer has, and the claim falls away. */
    @Test
    void whatWasPaidForTheRestPaysForWhatIsHandedOver() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        add(order, "CABLE", "5.00");
        String cable = sent(shop, order, "own", "VAN-1", 2, 1);
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "shipmentId", cable))
                .then()
                .statusCode(200);
        assertThat(prices(shop.financials(order), "open")).containsExactly("5.00");
        shop.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 2))))
                .then()
                .statusCode(201);
        JsonPath after = shop.financials(order);
        assertThat(after.getString("unpaid")).isEqualTo("0.00");
        assertThat(after.getString("refunded")).isEqualTo("20.00");
        assertThat(prices(after, "open")).containsExactly("0.00");
        Http.advance(Duration.ofDays(16));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(prices(shop.financials(order), "amount")).containsExactly("5.00");
    }

    /** C3, D1, D4: the law lets the buyer cancel on the way, and leaves what bringing it cost with the shop: it is booked. */
    @Test
    void whatIsCancelledOnItsWayByPostCostsItsDelivery() {
        Market post = Market.under("cod-post+distance-selling");
        String order = post.placed();
        String number = Market.trackingNumber();
        post.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        post.ask(order, Map.of()).then().statusCode(201);
        // The parcel is waited for.
        assertThat(post.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        Market.scan(number, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofMinutes(1));
        assertThat(post.order(order).getString("status")).isEqualTo("RETURNED");
        JsonPath money = post.financials(order);
        assertThat(money.getList("charges")).hasSize(1);
        assertThat(money.getMap("charges[0]"))
                .containsEntry("kind", "DELIVERY_COSTS")
                .containsEntry("debtor", "SELLER")
                .containsEntry("amount", "4.90")
                .containsEntry("deducted", false)
                .containsEntry("rule", "D4");
        assertThat(money.getString("unpaid")).isEqualTo("0.00");
    }

    /** C1: before dispatch nothing was spent. */
    @Test
    void whatIsCancelledBeforeItIsSentCostsNothing() {
        Market post = Market.under("cod-post+distance-selling");
        String order = post.placed();
        post.ask(order, Map.of()).then().statusCode(201);
        assertThat(post.financials(order).getList("charges")).isEmpty();
    }
}
