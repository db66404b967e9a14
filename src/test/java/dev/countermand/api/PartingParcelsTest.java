package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        for (String[] reader : new String[][] {{market.buyer, "buyer"}, {market.seller, "seller"}}) {
            assertThat(Http.as(reader[0], reader[1]).get("/v1/orders/" + order).<List<String>>path("shipments.notice"))
                    .filteredOn(notice -> notice != null)
                    .singleElement()
                    .asString()
                    .contains("has brought this parcel back", "less what the seller may keep", "(P3)");
        }
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

    /** P1, P3, C2: what is refused at the post office is what the buyer has not got yet; the delivered parcel stays theirs. */
    @Test
    void refusingOneParcelDoesNotTakeBackTheOther() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        deliver(oneOf(post, order));
        Market.scan(oneOf(post, order), "ACCEPTED", Http.now()).then().statusCode(200);
        post.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "Not the colour"))
                .then()
                .statusCode(200);
        JsonPath seen = post.order(order);
        assertThat(seen.getString("status")).isEqualTo("DELIVERED");
        assertThat(seen.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(seen.getInt("lines[0].returned")).isEqualTo(1);
        assertThat(seen.getString("total")).isEqualTo("17.40");
        assertThat(post.financials(order).getList("charges.amount")).containsExactly("2.45");
        // C1: nothing was refunded, because nothing was paid.
        assertThat(post.eligibility(order).getString("explanation")).contains("nothing was paid");
        escrowIsReleased(post, order);
    }

    /** L2: the same at the door, where it was paid before: only what was refused is refunded. */
    @Test
    void refusingTheRestAtTheDoorRefundsTheRest() {
        Market fashion = Market.under("lamoda");
        String order = halfDelivered(fashion);
        fashion.ship(order, Market.trackingNumber()).then().statusCode(201);
        fashion.handOver(order, Map.of("outcome", "REFUSED")).then().statusCode(200);
        assertThat(fashion.order(order).getString("refunded")).isEqualTo("12.50");
        escrowIsReleased(fashion, order);
    }

    /** C2, P1: each parcel has a storage period of its own, and takes no other with it when it goes back. */
    @Test
    void eachParcelIsStoredForItsOwnPeriod() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        firstOfTwoNotFetched(post, order);
        JsonPath oneBack = post.order(order);
        assertThat(oneBack.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(oneBack.getInt("lines[0].returned")).isEqualTo(1);
        assertThat(oneBack.getInt("lines[0].inParcels")).isEqualTo(1);
        assertThat(oneBack.getList("deadlines.kind")).containsExactly("STORAGE_PERIOD", "PARCEL_LOST");
        Http.advance(Duration.ofDays(20));
        assertThat(post.order(order).getString("status")).isEqualTo("RETURNED");
        // C3: together they cost the shipping fee, and not more.
        assertThat(post.financials(order).getList("charges.amount")).containsExactly("2.45", "2.45");
    }

    /** C2: a parcel that was fetched does not go back because another one was not. */
    @Test
    void aParcelThatWasFetchedStaysWhenTheOtherGoesBack() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        deliver(oneOf(post, order));
        Market.scan(oneOf(post, order), "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofDays(32));
        JsonPath seen = post.order(order);
        // A18: the one that was fetched was delivered longer ago than the escrow takes.
        assertThat(seen.getString("status")).isEqualTo("COMPLETED");
        assertThat(seen.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(seen.getInt("lines[0].returned")).isEqualTo(1);
    }

    /** P3: nobody fetched it, its units went back, and it was delivered all the same while the order goes on: a person looks. */
    @Test
    void aParcelThatNobodyFetchedIsDeliveredAfterAll() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        Parcels parcels = firstOfTwoNotFetched(post, order);
        assertThat(post.order(order).getInt("lines[0].returned")).isEqualTo(1);
        Market.scan(parcels.first(), "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(post.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(Desk.reasons(post)).containsExactly("DELIVERED_AFTER_ALL");
        Market.scan(parcels.second(), "DELIVERED", Http.now()).then().statusCode(200);
        escrowIsReleased(post, order);
        assertThat(Desk.reasons(post)).containsExactly("DELIVERED_AFTER_ALL");
    }

    /** A20, E2: what was kept for a parcel that came back is not refunded a second time, whoever decides what. */
    @Test
    void whatWasKeptForACostStaysKept() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        String first = oneOf(shop, order);
        oneOf(shop, order);
        Market.scan(first, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(first, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofDays(1));
        JsonPath kept = shop.financials(order);
        assertThat(kept.getList("charges.deducted")).containsExactly(true);
        BigDecimal left = new BigDecimal(kept.getString("paid"))
                .subtract(new BigDecimal(kept.getString("refunded")))
                .subtract(new BigDecimal(kept.getString("charges[0].amount")));
        assertThat(new BigDecimal(kept.getString("refundable"))).isEqualByComparingTo(left);
        Desk.freeze(order, "The buyer reports a forged page");
        String found = Desk.firstCase(shop);
        Http.as("mod-1", "moderator")
                .header("Case-Token", Desk.claim(found))
                .body(Map.of("verdict", "CANCEL_AND_REFUND", "statement", "The tracking page was forged by the seller"))
                .post("/v1/cases/" + found + "/decision")
                .then()
                .statusCode(200);
        JsonPath over = shop.financials(order);
        assertThat(over.getString("refundable")).isEqualTo("0.00");
        assertThat(new BigDecimal(over.getString("refunded")))
                .isEqualByComparingTo(new BigDecimal(kept.getString("refunded")).add(left));
    }

    /** P2, C2: a parcel waits at the post office, and is fetched, while the rest is still to be sent. */
    @Test
    void aParcelIsFetchedWhileTheRestIsOpen() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        String first = oneOf(post, order);
        Market.scan(first, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(first, "OUT_FOR_DELIVERY", Http.now().plusSeconds(1)).then().statusCode(200);
        JsonPath waits = post.order(order);
        assertThat(waits.getString("status")).isEqualTo("PROCESSING");
        assertThat(waits.getList("deadlines.kind")).contains("STORAGE_PERIOD", "DECLARE_SHIPMENT");
        post.handOver(order, Map.of("outcome", "UNCLAIMED")).then().statusCode(409);
        post.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        JsonPath fetched = post.order(order);
        assertThat(fetched.getString("status")).isEqualTo("PROCESSING");
        assertThat(fetched.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(fetched.getString("shipments[0].state")).isEqualTo("DELIVERED");
        assertThat(fetched.getList("deadlines.kind"))
                .contains("DECLARE_SHIPMENT")
                .doesNotContain("STORAGE_PERIOD", "PARCEL_LOST");
        // Nothing is left at the post office.
        post.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(409);
        deliver(oneOf(post, order));
        escrowIsReleased(post, order);
    }

    /** P2, C2: a parcel that is refused goes back, and the rest is sent all the same. */
    @Test
    void aParcelIsRefusedWhileTheRestIsOpen() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        Market.scan(oneOf(post, order), "ACCEPTED", Http.now()).then().statusCode(200);
        post.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "Not the colour"))
                .then()
                .statusCode(200);
        JsonPath seen = post.order(order);
        assertThat(seen.getString("status")).isEqualTo("PROCESSING");
        assertThat(seen.getInt("lines[0].returned")).isEqualTo(1);
        assertThat(seen.getInt("lines[0].inParcels")).isZero();
        deliver(oneOf(post, order));
        assertThat(post.order(order).getInt("lines[0].delivered")).isEqualTo(1);
        escrowIsReleased(post, order);
    }

    /** P2, L2: what is handed over is what the courier has with them; what is still open was not. */
    @Test
    void whatIsOpenIsNotHandedOverWithAParcel() {
        Market fashion = Market.under("lamoda");
        String order = fashion.paid();
        oneOf(fashion, order);
        fashion.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        JsonPath half = fashion.order(order);
        assertThat(half.getString("status")).isEqualTo("PROCESSING");
        assertThat(half.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(half.getInt("lines[0].inParcels")).isZero();
        // The shop's own courier brings the rest without a declaration.
        fashion.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        escrowIsReleased(fashion, order);
    }

    /** P2, L2: the same for units that nobody has declared; of the rest the buyer wants nothing any more. */
    @Test
    void someUnitsAreHandedOverWithoutAParcel() {
        Market fashion = Market.under("lamoda");
        String order = fashion.paid();
        fashion.handOver(order, Map.of("outcome", "ACCEPTED", "lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(200);
        JsonPath half = fashion.order(order);
        assertThat(half.getString("status")).isEqualTo("PROCESSING");
        assertThat(half.getList("shipments.state")).containsExactly("DELIVERED");
        assertThat(half.getList("shipments.carrier")).containsExactly("own");
        fashion.handOver(order, Map.of("outcome", "REFUSED")).then().statusCode(200);
        assertThat(fashion.order(order).getString("refunded")).isEqualTo("12.50");
        escrowIsReleased(fashion, order);
    }

    /** P2: a hand-over names a parcel, and touches no other. */
    @Test
    void oneOfTwoParcelsIsHandedOver() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        oneOf(shop, order);
        oneOf(shop, order);
        String second = shop.order(order).getString("shipments[1].id");
        Map<String, Object> fetched = Map.of("outcome", "ACCEPTED", "shipmentId", second);
        shop.handOver(order, fetched).then().statusCode(200);
        JsonPath half = shop.order(order);
        assertThat(half.getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(half.getList("shipments.state")).containsExactly("DECLARED", "DELIVERED");
        shop.handOver(order, fetched).then().statusCode(409);
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "shipmentId", new UUID(0, 1)))
                .then()
                .statusCode(400);
        shop.handOver(
                        order,
                        Map.of(
                                "outcome",
                                "ACCEPTED",
                                "shipmentId",
                                second,
                                "lines",
                                List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(400);
        shop.handOver(order, Map.of("outcome", "REFUSED")).then().statusCode(200);
        JsonPath over = shop.order(order);
        assertThat(over.getInt("lines[0].delivered")).isEqualTo(1);
        assertThat(over.getInt("lines[0].cancelled")).isEqualTo(1);
        escrowIsReleased(shop, order);
    }

    private record Parcels(String first, String second) {}

    /** C2: two parcels, of which the first waited for a month at the post office and the second not yet. */
    private static Parcels firstOfTwoNotFetched(Market post, String order) {
        String first = oneOf(post, order);
        String second = oneOf(post, order);
        Market.scan(second, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(first, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofDays(20));
        Market.scan(second, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofDays(12));
        return new Parcels(first, second);
    }

    /** A parcel with one unit of the order, just declared. */
    private static String oneOf(Market shop, String order) {
        String number = Market.trackingNumber();
        shop.ship(order, number, ONE_UNIT).then().statusCode(201);
        return number;
    }
}
