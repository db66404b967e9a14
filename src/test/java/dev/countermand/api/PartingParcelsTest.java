package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** P1, P3, A13: parcels of one order that part ways, and requests that are no trap. Every order here comes to an end. */
@QuarkusTest
class PartingParcelsTest {

    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    private final Market market = Market.open();

    /** A paid order of two mugs, of which one is in a parcel that was delivered. */
    private String halfDelivered(Market shop) {
        String order = shop.paid();
        String number = Market.trackingNumber();
        shop.ship(order, number, ONE_UNIT).then().statusCode(201);
        deliver(number);
        return order;
    }

    private static void deliver(String number) {
        Instant at = Http.now();
        Market.scan(number, "ACCEPTED", at).then().statusCode(200);
        Market.scan(number, "DELIVERED", at.plusSeconds(1)).then().statusCode(200);
    }

    private void escrowIsReleased(Market shop, String order) {
        JsonPath delivered = shop.order(order);
        assertThat(delivered.getString("status")).isEqualTo("DELIVERED");
        assertThat(delivered.getList("deadlines.kind")).contains("RELEASE_ESCROW");
        Http.advance(Duration.ofDays(31));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** A9, A18: the rest was not declared in time. */
    @Test
    void whatIsDeliveredIsTheOrderOnceTheRestRanOutOfTime() {
        String order = halfDelivered(market);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        Http.advance(Duration.ofDays(8));
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
        escrowIsReleased(market, order);
    }

    /** A8, A18: the seller agrees that the rest is not sent. */
    @Test
    void whatIsDeliveredIsTheOrderOnceTheRestIsCancelled() {
        String order = halfDelivered(market);
        market.approve(market.asked(order)).then().statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
        escrowIsReleased(market, order);
    }

    /** A19: goods that are delivered can be given back, whatever became of the rest. */
    @Test
    void whatIsDeliveredCanBeReturned() {
        String order = halfDelivered(market);
        market.approve(market.asked(order)).then().statusCode(200);
        Http.as(market.buyer, "buyer")
                .body(Map.of("kind", "RETURN_GOODS_AND_MONEY", "text", "It is cracked"))
                .post("/v1/orders/" + order + "/disputes")
                .then()
                .statusCode(201);
    }

    /** P3: one parcel arrives, the other comes back: its units are refunded, and the order goes on. */
    @Test
    void aParcelThatComesBackIsRefundedAndTheRestIsDelivered() {
        String order = market.paid();
        String arrives = Market.trackingNumber();
        String returns = Market.trackingNumber();
        market.ship(order, arrives, ONE_UNIT).then().statusCode(201);
        market.ship(order, returns, ONE_UNIT).then().statusCode(201);
        deliver(arrives);
        comesBack(returns);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(market.order(order).getString("refunded")).isEqualTo("12.50"));
        assertThat(market.order(order).getInt("lines[0].cancelled")).isEqualTo(1);
        escrowIsReleased(market, order);
    }

    /** P3: the same the other way round. */
    @Test
    void aParcelThatComesBackFirstLeavesTheOtherOnItsWay() {
        String order = market.paid();
        String arrives = Market.trackingNumber();
        String returns = Market.trackingNumber();
        market.ship(order, arrives, ONE_UNIT).then().statusCode(201);
        market.ship(order, returns, ONE_UNIT).then().statusCode(201);
        comesBack(returns);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(market.order(order).getString("refunded")).isEqualTo("12.50"));
        // The one that a carrier had is gone from the order, the other is only declared.
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        deliver(arrives);
        escrowIsReleased(market, order);
    }

    /** P3: it comes back while there is something to send. */
    @Test
    void aParcelThatComesBackBeforeTheRestIsSentIsRefunded() {
        String order = market.paid();
        String returns = Market.trackingNumber();
        market.ship(order, returns, ONE_UNIT).then().statusCode(201);
        comesBack(returns);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(market.order(order).getString("refunded")).isEqualTo("12.50"));
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("PROCESSING");
        assertThat(after.getInt("lines[0].shipped")).isZero();
        String arrives = Market.trackingNumber();
        market.ship(order, arrives).then().statusCode(201);
        deliver(arrives);
        escrowIsReleased(market, order);
    }

    private static void comesBack(String number) {
        Instant at = Http.now();
        Market.scan(number, "ACCEPTED", at).then().statusCode(200);
        Market.scan(number, "RETURNED", at.plusSeconds(1)).then().statusCode(200);
    }

    /** A13: the buyer may still take a contested request back, and the order goes on. */
    @Test
    void aContestedRequestCanBeTakenBack() {
        String order = market.paid();
        String request = market.asked(order);
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");
        market.withdraw(request).then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("SHIPPED");
        deliver(number);
        escrowIsReleased(market, order);
    }

    /** A13: the seller may still agree; the declared parcel is void. */
    @Test
    void theSellerMayAgreeToAContestedRequest() {
        String order = market.paid();
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        market.approve(request).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("cancelledBy")).isEqualTo("AGREEMENT");
        assertThat(after.getString("refunded")).isEqualTo("29.90");
    }

    /** A13: of an order of which a carrier has one part, agreeing takes the other. */
    @Test
    void agreeingLeavesWhatACarrierHas() {
        String order = market.paid();
        String arrives = Market.trackingNumber();
        market.ship(order, arrives, ONE_UNIT).then().statusCode(201);
        Market.scan(arrives, "ACCEPTED", Http.now()).then().statusCode(200);
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");
        market.approve(request).then().statusCode(200);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(after.getString("refunded")).isEqualTo("12.50");
        Market.scan(arrives, "DELIVERED", Http.now()).then().statusCode(200);
        escrowIsReleased(market, order);
    }

    /** A13: whoever has the goods takes back what they asked. */
    @Test
    void confirmingReceiptTakesAContestedRequestBack() {
        String order = market.paid();
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/cancellations/" + request)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("status"))
                .isEqualTo("WITHDRAWN");
    }

    /** A13: refusing is no answer to what the carrier decides. */
    @Test
    void aContestedRequestCannotBeRefused() {
        String order = market.paid();
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        market.refuse(request).then().statusCode(409);
    }
}
