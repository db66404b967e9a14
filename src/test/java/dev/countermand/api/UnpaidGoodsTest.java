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
