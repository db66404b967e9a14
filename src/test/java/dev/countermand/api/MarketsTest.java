package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.kernel.Spoken;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shops of other kinds run their desk by choosing a policy. */
@QuarkusTest
class MarketsTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    /** E1: by phone, on any day but the day of delivery; both names are on record. */
    @Test
    void theElectronicsShopChangesTimeAddressAndItemsByPhone() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        LocalDate friday = Http.now().atZone(MOSCOW).toLocalDate().plusDays(3);
        Http.as("agent-3", "agent")
                .body(Map.of(
                        "date",
                        friday.toString(),
                        "from",
                        "10:00",
                        "until",
                        "14:00",
                        "shipTo",
                        Map.of("country", "RU", "postalCode", "119019", "city", "Moscow")))
                .post("/v1/orders/" + order + "/delivery")
                .then()
                .statusCode(200);
        JsonPath agreed = shop.order(order);
        assertThat(agreed.getString("delivery.date")).isEqualTo(friday.toString());
        assertThat(agreed.getString("delivery.from")).isEqualTo("10:00");
        assertThat(agreed.getString("shipTo.postalCode")).isEqualTo("119019");
        JsonPath entry = Http.as("mod-1", "moderator")
                .queryParam("subject", order)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .jsonPath();
        assertThat(entry.getList("items.findAll { it.action == 'order.delivery-changed' }.actor"))
                .containsExactly("agent-3");
        assertThat(entry.getList("items.findAll { it.action == 'order.delivery-changed' }.onBehalfOf"))
                .containsExactly(shop.buyer);

        // One mug fewer, a kettle more: 29.90 - 12.50 + 20.00 = 37.40, of which 29.90 are paid.
        Http.as("agent-3", "agent")
                .body(Map.of(
                        "drop", List.of(Map.of("line", 1, "quantity", 1)),
                        "add", List.of(Map.of("sku", "KETTLE", "quantity", 1, "unitPrice", "20.00"))))
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200);
        JsonPath changed = shop.order(order);
        assertThat(changed.getString("total")).isEqualTo("37.40");
        assertThat(changed.getString("refunded")).isEqualTo("0.00");
        shop.pay(order, "pay-2", "7.50", "ch-2").then().statusCode(201);
        Http.as("agent-3", "agent")
                .body(Map.of("drop", List.of(Map.of("line", 2, "quantity", 1))))
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200);
        assertThat(shop.order(order).getString("refunded")).isEqualTo("20.00");

        Http.advance(
                Duration.between(Http.now(), friday.atTime(0, 30).atZone(MOSCOW).toInstant()));
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("DELIVERY_DAY");
        assertThat(shop.ask(order).then().statusCode(409).extract().jsonPath().getList("allowedActions"))
                .asString()
                .doesNotContain("CANCEL");
        Http.as("agent-3", "agent")
                .body(Map.of("date", friday.plusDays(1).toString()))
                .post("/v1/orders/" + order + "/delivery")
                .then()
                .statusCode(409);
        // The courier did not come: from the next day on everything is possible again.
        Http.advance(Duration.ofDays(1));
        assertThat(shop.eligibility(order).getString("mode")).isEqualTo("IMMEDIATE");
    }

    /** E1: time and address can be changed until the day of delivery, also when the order is on its way. */
    @Test
    void theDeliveryCanBeChangedOnTheWay() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(shop.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        LocalDate day = Http.now().atZone(MOSCOW).toLocalDate().plusDays(3);
        Http.as("agent-3", "agent")
                .body(Map.of("date", day.toString()))
                .post("/v1/orders/" + order + "/delivery")
                .then()
                .statusCode(200);
        assertThat(shop.order(order).getString("delivery.date")).isEqualTo(day.toString());
    }

    /** E2: shipping costs already incurred are deducted. */
    @Test
    void theElectronicsShopKeepsWhatShippingCost() {
        Market shop = Market.under("eldorado");
        String waiting = shop.paid();
        shop.ask(waiting).then().statusCode(201);
        assertThat(shop.order(waiting).getString("cancelledBy")).isEqualTo("BUYER");
        assertThat(shop.financials(waiting).getString("refunded")).isEqualTo("29.90");

        String onItsWay = shop.paid();
        shop.ship(onItsWay, "van-7", Map.of("carrier", "own")).then().statusCode(201);
        shop.ask(onItsWay).then().statusCode(201);
        JsonPath money = shop.financials(onItsWay);
        assertThat(money.getString("refunded")).isEqualTo("25.00");
        assertThat(money.getString("charges[0].kind")).isEqualTo("SHIPPING_COSTS");
        assertThat(money.getString("charges[0].amount")).isEqualTo("4.90");
        assertThat(money.getString("charges[0].rule")).isEqualTo("E2");
        assertThat(money.getBoolean("charges[0].deducted")).isTrue();
    }

    /** E2, A20: after a goodwill refund the costs are kept back from what is left; the sums meet what was paid. */
    @Test
    void deductionsAreWhatIsKept() {
        Market shop = Market.under("eldorado");
        String goodwill = shop.paid();
        shop.ship(goodwill, "van-7", Map.of("carrier", "own")).then().statusCode(201);
        Http.as("shop", "service")
                .body(Map.of("amount", "27.00", "reason", "Late"))
                .post("/v1/orders/" + goodwill + "/refunds")
                .then()
                .statusCode(201);
        shop.ask(goodwill).then().statusCode(201);
        assertThat(shop.financials(goodwill).getString("refunded")).isEqualTo("27.00");
        assertThat(charges(shop, goodwill)).isEqualTo("[[2.90, true], [2.00, false]]");

        // Added and not paid: what is given back and kept is what was paid.
        String added = shop.paid();
        Http.as("agent-3", "agent")
                .body(Map.of("add", List.of(Map.of("sku", "KETTLE", "quantity", 1, "unitPrice", "20.00"))))
                .post("/v1/orders/" + added + "/items")
                .then()
                .statusCode(200);
        shop.ship(added, "van-7", Map.of("carrier", "own")).then().statusCode(201);
        shop.ask(added).then().statusCode(201);
        assertThat(shop.financials(added).getString("refunded")).isEqualTo("25.00");
        assertThat(charges(shop, added)).isEqualTo("[[4.90, true]]");

        // Of an order that is still prepared, a part is on its way.
        String part = shop.paid();
        shop.ship(part, "van-7", Map.of("carrier", "own", "lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        assertThat(shop.order(part).getString("status")).isEqualTo("PROCESSING");
        assertThat(shop.eligibility(part).getString("explanation")).contains("E2");
        shop.ask(part).then().statusCode(201);
        assertThat(shop.financials(part).getString("refunded")).isEqualTo("25.00");
        assertThat(charges(shop, part)).isEqualTo("[[4.90, true]]");
    }

    /** E1: what went back with a unit does not pay for what is added after it; it is claimed with the goods, and can be paid. */
    @Test
    void whatWentBackPaysForNothingElse() {
        Market shop = Market.under("eldorado");
        String order = shop.paid();
        shop.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        Http.as("agent-3", "agent")
                .body(Map.of("add", List.of(Map.of("sku", "KETTLE", "quantity", 1, "unitPrice", "20.00"))))
                .post("/v1/orders/" + order + "/items")
                .then()
                .statusCode(200);
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        assertThat(charges(shop, order)).isEqualTo("[[20.00, false]]");
        shop.pay(order, "pay-2", "20.00", "ch_" + order + "-2").then().statusCode(201);
        JsonPath money = shop.financials(order);
        assertThat(money.getString("unpaid")).isEqualTo("0.00");
        assertThat(money.getString("refundable")).isEqualTo("37.40");
    }

    /** C3, D4, E2: what is not there cannot be kept; the rest, or all of it, is a claim on the buyer. */
    @Test
    void whatCannotBeKeptIsAClaim() {
        Market post = Market.under("cod-post");
        String dear = post.placed();
        post.pay(dear, "pay-1", "5.00", "till-1").then().statusCode(201);
        post.ship(dear, Market.trackingNumber()).then().statusCode(201);
        post.handOver(dear, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "No", "deliveryCosts", "8.00"))
                .then()
                .statusCode(200);
        assertThat(post.financials(dear).getString("refunded")).isEqualTo("0.00");
        assertThat(charges(post, dear)).isEqualTo("[[5.00, true], [3.00, false]]");

        Market law = Market.under("cod-post+distance-selling");
        String unpaid = law.placed();
        law.ship(unpaid, Market.trackingNumber()).then().statusCode(201);
        law.handOver(unpaid, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        law.ask(unpaid, Map.of("goodsAsTheyWere", true, "fetchedByShop", true))
                .then()
                .statusCode(201);
        assertThat(charges(law, unpaid)).isEqualTo("[]");
        law.goodsAreBack(unpaid).then().statusCode(200);
        assertThat(charges(law, unpaid)).isEqualTo("[[4.90, false]]");
    }

    private static String charges(Market shop, String order) {
        JsonPath money = shop.financials(order);
        return money.getList("charges.collect { [it.amount, it.deducted] }").toString();
    }

    /** A8, A20: the amount of a cancellation is what is given back because of it. */
    @Test
    void theAmountIsWhatIsGivenBack() {
        Market market = Market.open();
        String order = market.paid();
        Http.as("shop", "service")
                .body(Map.of("amount", "20.00", "reason", "Late"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        String request = market.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(market.approve(request).then().statusCode(200).extract().<String>path("amount"))
                .isEqualTo("9.90");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
    }

    /** L1: three weeks. */
    @Test
    void theFashionShopClosesUnpaidOrdersAfterThreeWeeks() {
        Market shop = Market.under("lamoda");
        String order = shop.placed();
        Http.advance(Duration.ofDays(20).plusHours(1));
        assertThat(shop.order(order).getString("status")).isEqualTo("PLACED");
        Http.advance(Duration.ofDays(1));
        assertThat(shop.order(order).getString("status")).isEqualTo("CLOSED_UNPAID");
        assertThat(Http.as(shop.buyer, "buyer").get("/v1/orders").jsonPath().getList("items.id"))
                .containsExactly(order);
    }

    /** L2, L3: some of it is refused at the door, the rest is kept; afterwards only a return remains. */
    @Test
    void theFashionShopTakesBackWhatDoesNotFit() {
        Market shop = Market.under("lamoda");
        String order = shop.paid();
        shop.ship(order, "van-1", Map.of("carrier", "own")).then().statusCode(201);
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("BEFORE_HAND_OVER");
        shop.handOver(
                        order,
                        Map.of(
                                "outcome",
                                "REFUSED",
                                "refused",
                                List.of(Map.of("line", 1, "quantity", 1)),
                                "reason",
                                "Too small"))
                .then()
                .statusCode(200);
        JsonPath kept = shop.order(order);
        assertThat(kept.getString("status")).isEqualTo("DELIVERED");
        assertThat(kept.getInt("lines[0].cancelled")).isEqualTo(1);
        assertThat(kept.getString("refunded")).isEqualTo("12.50");
        assertThat(shop.eligibility(order).getString("mode")).isEqualTo("DISPUTE");
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(409);

        String nothingFits = shop.paid();
        shop.handOver(nothingFits, Map.of("outcome", "REFUSED")).then().statusCode(200);
        assertThat(shop.order(nothingFits).getString("cancelledBy")).isEqualTo("BUYER");
        assertThat(shop.financials(nothingFits).getString("refunded")).isEqualTo("29.90");
        assertThat(shop.financials(nothingFits).getString("charges[0].debtor")).isEqualTo("SELLER");
    }

    /** C1: nothing is paid before, so cancelling before dispatch needs no refund. */
    @Test
    void cashOnDeliveryIsCancelledBeforeDispatchWithoutARefund() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        assertThat(shop.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("BEFORE_DISPATCH");
        shop.ask(order).then().statusCode(201);
        assertThat(shop.order(order).getString("status")).isEqualTo("CANCELLED");
        JsonPath money = shop.financials(order);
        assertThat(money.getList("refunds")).isEmpty();
        assertThat(money.getList("charges")).isEmpty();
    }

    /** C2, C3: refused in writing at the post office; the delivery costs are a claim on the buyer. */
    @Test
    void aParcelIsRefusedInWritingAtThePostOffice() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("DISPATCHED");
        shop.ask(order).then().statusCode(409);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);

        assertThat(shop.handOver(order, Map.of("outcome", "REFUSED"))
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("errors[0].field"))
                .isEqualTo("inWriting");
        shop.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "Ordered elsewhere"))
                .then()
                .statusCode(200);
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");
        JsonPath money = shop.financials(order);
        assertThat(money.getList("refunds")).isEmpty();
        assertThat(money.getString("charges[0].debtor")).isEqualTo("BUYER");
        assertThat(money.getString("charges[0].amount")).isEqualTo("4.90");
        assertThat(money.getString("charges[0].rule")).isEqualTo("C3");
        assertThat(money.getBoolean("charges[0].deducted")).isFalse();
    }

    /** C2: nobody fetches it; after a month it goes back by itself. */
    @Test
    void aParcelThatNobodyFetchesGoesBack() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(number, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Market.scan(number, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        assertThat(shop.order(order).getList("deadlines.kind")).containsExactly("STORAGE_PERIOD", "PARCEL_LOST");
        Http.advance(Duration.ofDays(27));
        assertThat(shop.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        Http.advance(Duration.ofDays(5));
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(shop.financials(order).getString("charges[0].statement")).contains("not fetched");
    }

    /** C2, L2: a hand-over has its place in time: after the order was placed and declared shipped, and not to come. */
    @Test
    void aHandOverHasItsPlaceInTime() {
        Market shop = Market.under("lamoda");
        String order = shop.paid();
        for (Duration wrong : List.of(Duration.ofHours(-1), Duration.ofHours(1))) {
            assertThat(shop.handOver(
                                    order,
                                    Map.of(
                                            "outcome",
                                            "ACCEPTED",
                                            "at",
                                            Http.now().plus(wrong).toString()))
                            .then()
                            .statusCode(400)
                            .extract()
                            .jsonPath()
                            .getString("errors[0].field"))
                    .isEqualTo("at");
        }
        Http.advance(Duration.ofDays(1));
        shop.ship(order, "van-1", Map.of("carrier", "own")).then().statusCode(201);
        String placed = Http.now().minus(Duration.ofHours(2)).toString();
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "at", placed)).then().statusCode(400);
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "at", Http.now().toString()))
                .then()
                .statusCode(200);
    }

    /** C2, C3: nobody has failed to fetch what the post still keeps; costs are at most what the order is worth. */
    @Test
    void unclaimedOnlyAfterTheStoragePeriod() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        JsonPath early = shop.handOver(order, Map.of("outcome", "UNCLAIMED"))
                .then()
                .statusCode(409)
                .extract()
                .jsonPath();
        assertThat(early.getString("code")).isEqualTo("NOT_YET");
        assertThat(early.getString("detail"))
                .contains(spoken(
                        shop.order(order).getString("deadlines.find { it.kind == 'STORAGE_PERIOD' }.dueAt"),
                        "Europe/Moscow"));
        Map<String, Object> refusal = Map.of("outcome", "REFUSED", "inWriting", true, "reason", "Not mine");
        Map<String, Object> dear = new LinkedHashMap<>(refusal);
        dear.put("deliveryCosts", "29.91");
        assertThat(shop.handOver(order, dear)
                        .then()
                        .statusCode(400)
                        .extract()
                        .jsonPath()
                        .getString("errors[0].field"))
                .isEqualTo("deliveryCosts");

        String neverToldOf = shop.placed();
        shop.ship(neverToldOf, Market.trackingNumber()).then().statusCode(201);
        shop.handOver(neverToldOf, Map.of("outcome", "UNCLAIMED")).then().statusCode(409);
    }

    /** C2: the notice of one parcel starts its period whatever the rest does; delivered, nothing waits. */
    @Test
    void aPartThatWaitsAtThePostOfficeHasItsPeriod() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        String first = Market.trackingNumber();
        Map<String, Object> one = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
        shop.ship(order, first, one).then().statusCode(201);
        Market.scan(first, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        assertThat(shop.order(order).getList("deadlines.kind"))
                .containsExactly("DECLARE_SHIPMENT", "STORAGE_PERIOD", "PARCEL_LOST");
        String second = Market.trackingNumber();
        shop.ship(order, second).then().statusCode(201);
        assertThat(shop.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(shop.order(order).getList("deadlines.kind"))
                .containsExactly("STORAGE_PERIOD", "PARCEL_OVERDUE", "PARCEL_LOST");
        Market.scan(first, "DELIVERED", Http.now()).then().statusCode(200);
        Market.scan(second, "DELIVERED", Http.now()).then().statusCode(200);
        assertThat(shop.order(order).getList("deadlines.kind")).containsExactly("RELEASE_ESCROW");
    }

    /** C2, A19: a period that ran out while a dispute was open is not forgotten. */
    @Test
    void theStoragePeriodOutlastsADispute() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        shop.pay(order, "pay-1", "29.90", "till-1").then().statusCode(201);
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Http.advance(Duration.ofDays(25));
        String dispute = Http.as(shop.buyer, "buyer")
                .body(Map.of("kind", "REFUND_ONLY", "text", "The box is wet", "amount", "5.00"))
                .post("/v1/orders/" + order + "/disputes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Http.advance(Duration.ofDays(8));
        assertThat(shop.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(shop.order(order).getList("deadlines.kind")).contains("STORAGE_PERIOD");
        Http.as(shop.buyer, "buyer")
                .post("/v1/disputes/" + dispute + "/withdrawal")
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");
    }

    /** A14, C2, C3: what the carrier brings back has been refused or not fetched, and the money goes back. */
    @Test
    void whatTheCarrierBringsBackIsReturned() {
        Market post = Market.under("cod-post");
        String unclaimed = post.placed();
        String number = Market.trackingNumber();
        post.ship(unclaimed, number).then().statusCode(201);
        Market.scan(number, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Market.scan(number, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofMinutes(1));
        assertThat(post.order(unclaimed).getString("status")).isEqualTo("RETURNED");
        assertThat(post.order(unclaimed).getList("deadlines")).isEmpty();
        assertThat(post.financials(unclaimed).getString("charges[0].rule")).isEqualTo("C3");

        Market market = Market.open();
        String refused = market.paid();
        String parcel = Market.trackingNumber();
        market.ship(refused, parcel).then().statusCode(201);
        Market.scan(parcel, "OUT_FOR_DELIVERY", Http.now()).then().statusCode(200);
        Market.scan(parcel, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        assertThat(market.order(refused).getString("shipments[0].lastStatus")).isEqualTo("RETURNED");
        Http.advance(Duration.ofMinutes(1));
        assertThat(market.order(refused).getString("status")).isEqualTo("RETURNED");
        JsonPath money = market.financials(refused);
        assertThat(money.getString("refunded")).isEqualTo("29.90");
        assertThat(money.getString("charges[0].debtor")).isEqualTo("SELLER");
        assertThat(money.getString("charges[0].rule")).isEqualTo("A14");
    }

    /** C4: inspected before paying, a report signed by three; nothing is owed. */
    @Test
    void aReportOfThreeFreesTheBuyer() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        List<Map<String, String>> three = List.of(
                Map.of("signatory", "OFFICE_MANAGER", "name", "A. Petrova"),
                Map.of("signatory", "CLERK", "name", "B. Orlov"),
                Map.of("signatory", "ADDRESSEE", "name", "C. Ivanov"));
        List<Map<String, String>> twice = List.of(three.get(0), three.get(1), three.get(1));
        assertThat(report(shop, order, "BEFORE_PAYING", twice).jsonPath().getString("errors[0].field"))
                .isEqualTo("report.signatures");
        assertThat(report(shop, order, "AFTER_PAYING", three)
                        .then()
                        .statusCode(409)
                        .extract()
                        .jsonPath()
                        .getString("detail"))
                .contains("C4");
        report(shop, order, "BEFORE_PAYING", three).then().statusCode(200);
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");
        assertThat(shop.financials(order).getList("charges")).isEmpty();
    }

    private static io.restassured.response.Response report(
            Market shop, String order, String opened, List<Map<String, String>> signatures) {
        return shop.handOver(
                order,
                Map.of(
                        "outcome",
                        "REFUSED",
                        "report",
                        Map.of("finding", "DEFECT", "opened", opened, "signatures", signatures)));
    }

    /** C1, C2: paid when it is handed over. */
    @Test
    void cashOnDeliveryIsPaidAtThePostOffice() {
        Market shop = Market.under("cod-post");
        String order = shop.placed();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        assertThat(shop.order(order).getString("status")).isEqualTo("DELIVERED");
        shop.pay(order, "pay-1", "29.90", "till-7").then().statusCode(201);
        assertThat(shop.order(order).getString("status")).isEqualTo("DELIVERED");
        Http.advance(Duration.ofDays(15).plusMinutes(1));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    /** D1, D3, D4: the law lets the buyer give the goods back for seven days, and the shop repay within ten. */
    @Test
    void theLawLetsTheBuyerGiveTheGoodsBack() {
        Market shop = Market.under("lamoda+distance-selling");
        String order = shop.paid();
        assertThat(shop.order(order).getInt("policyVersion")).isEqualTo(1001);
        shop.handOver(order, Map.of("outcome", "ACCEPTED")).then().statusCode(200);
        Http.advance(Duration.ofDays(6));
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("WITHDRAWAL_AFTER_HAND_OVER");
        assertThat(shop.ask(order).then().statusCode(400).extract().jsonPath().getString("errors[0].field"))
                .isEqualTo("goodsAsTheyWere");
        shop.ask(order, Map.of("goodsAsTheyWere", true, "fetchedByShop", true))
                .then()
                .statusCode(201);
        // Nothing is paid for nothing returned; the ten days run from when the goods are back (D4).
        assertThat(shop.order(order).getString("status")).isEqualTo("DELIVERED");
        assertThat(shop.financials(order).getString("refunded")).isEqualTo("0.00");
        shop.goodsAreBack(order).then().statusCode(200);
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");
        JsonPath money = shop.financials(order);
        assertThat(money.getString("refunded")).isEqualTo("25.00");
        assertThat(money.getString("charges[0].rule")).isEqualTo("D4");
        assertThat(Duration.between(
                        java.time.Instant.parse(money.getString("refunds[0].requestedAt")),
                        java.time.Instant.parse(money.getString("refunds[0].repayBy"))))
                .isEqualTo(Duration.ofDays(10));
    }

    /** D1 over an escrow market: before hand-over nobody is asked; D3: bespoke goods follow the market's own rules. */
    @Test
    void theLawLiesOverAnyMarket() {
        Market shop = Market.under("aliexpress+distance-selling");
        String order = shop.paid();
        String number = Market.trackingNumber();
        shop.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        assertThat(shop.eligibility(order).getString("code")).isEqualTo("RIGHT_OF_WITHDRAWAL");
        shop.ask(order).then().statusCode(201);
        // The carrier has it: the money comes when it is back (D1, D4).
        assertThat(shop.order(order).getString("cancellation.awaiting")).isEqualTo("PARCEL_BACK");
        assertThat(shop.order(order).getString("refunded")).isEqualTo("0.00");
        Market.scan(number, "RETURNED", Http.now().plusSeconds(1)).then().statusCode(200);
        Http.advance(Duration.ofSeconds(5));
        Market.eventually(
                () -> assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED"));
        assertThat(shop.order(order).getString("refunded")).isEqualTo("29.90");

        String bespoke = shop.placed(Map.of(
                "lines", List.of(Map.of("sku", "RING", "quantity", 2, "unitPrice", "12.50", "madeToMeasure", true))));
        shop.pay(bespoke, "pay-1", "29.90", "ch-1").then().statusCode(201);
        assertThat(shop.eligibility(bespoke).getString("mode")).isEqualTo("REQUEST");
    }

    /** D1, D4: who refuses by law before the goods are handed over owes no costs of shipping them (E2). */
    @Test
    void whoRefusesByLawOwesNoShipping() {
        Market shop = Market.under("eldorado+distance-selling");
        String order = shop.paid();
        shop.ship(order, "van-7", Map.of("carrier", "own")).then().statusCode(201);
        shop.ask(order).then().statusCode(201);
        assertThat(shop.financials(order).getString("refunded")).isEqualTo("29.90");
        assertThat(shop.financials(order).getList("charges")).isEmpty();
    }

    /** D3, L2: the law excludes bespoke goods, but takes away nothing that the market itself gives. */
    @Test
    void theLawTakesNothingAwayFromBespokeGoods() {
        Map<String, Object> mixed = Map.of(
                "lines",
                List.of(
                        Map.of("sku", "RING", "quantity", 1, "unitPrice", "12.50", "madeToMeasure", true),
                        Map.of("sku", "MUG", "quantity", 1, "unitPrice", "12.50")));
        Map<String, Object> ring = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
        Market fashion = Market.under("lamoda+distance-selling");
        String tried = fashion.paid(mixed);
        fashion.ask(tried, ring).then().statusCode(201);
        assertThat(fashion.order(tried).getInt("lines[0].cancelled")).isEqualTo(1);

        Market escrow = Market.under("aliexpress+distance-selling");
        String made = escrow.paid(mixed);
        JsonPath refused =
                escrow.ask(made, ring).then().statusCode(409).extract().jsonPath();
        assertThat(refused.getString("code")).isEqualTo("MADE_TO_MEASURE");
        assertThat(refused.getString("detail")).contains("D3");
    }

    /** D2: three months when the terms were not given in writing; the escrow is released long before. */
    @Test
    void withoutTermsInWritingTheLawGivesThreeMonths() {
        Market shop = Market.under("eldorado+distance-selling");
        String order = shop.paid();
        shop.handOver(order, Map.of("outcome", "ACCEPTED", "termsInWriting", false))
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(80));
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        shop.ask(order, Map.of("goodsAsTheyWere", true)).then().statusCode(201);
        assertThat(shop.order(order).getString("status")).isEqualTo("COMPLETED");
        shop.goodsAreBack(order).then().statusCode(200);
        assertThat(shop.order(order).getString("status")).isEqualTo("RETURNED");

        String late = shop.paid();
        shop.handOver(late, Map.of("outcome", "ACCEPTED", "termsInWriting", false))
                .then()
                .statusCode(200);
        Http.advance(Duration.ofDays(95));
        shop.ask(late, Map.of("goodsAsTheyWere", true)).then().statusCode(409);
    }

    /** A6, M2: under an operator's own policy a seller's silence is consent after 48 hours. */
    @Test
    void whereThePolicySaysSoSilenceIsConsent() {
        Market shop = Market.under("impatient");
        String silent = shop.paid();
        String request = shop.asked(silent);
        String refused = shop.paid();
        shop.refuse(shop.asked(refused)).then().statusCode(200);
        Http.advance(Duration.ofHours(47));
        assertThat(shop.order(silent).getString("cancellation.status")).isEqualTo("PENDING");
        assertThat(shop.order(silent).getList("deadlines.kind")).contains("APPROVE_SILENCE");
        Http.advance(Duration.ofHours(1).plusMinutes(1));
        JsonPath agreed = shop.order(silent);
        assertThat(agreed.getString("status")).isEqualTo("CANCELLED");
        assertThat(agreed.getString("cancelledBy")).isEqualTo("AGREEMENT");
        assertThat(agreed.getString("cancellation.id")).isEqualTo(request);
        assertThat(agreed.getString("refunded")).isEqualTo("29.90");
        assertThat(shop.order(refused).getString("status")).isEqualTo("PROCESSING");
    }

    private static String spoken(String moment, String zone) {
        return Spoken.at(Instant.parse(moment), ZoneId.of(zone));
    }

    /** A10: a request after the window is refused with the date on which it closed. */
    @Test
    void theWindowCloses() {
        Market shop = Market.under("impatient");
        String order = shop.paid();
        JsonPath open = shop.eligibility(order);
        assertThat(open.getString("mode")).isEqualTo("REQUEST");
        Http.advance(Duration.ofHours(25));
        JsonPath closed = shop.eligibility(order);
        assertThat(closed.getString("code")).isEqualTo("WINDOW_CLOSED");
        assertThat(closed.getString("until")).isEqualTo(open.getString("until"));
        JsonPath refused = shop.ask(order).then().statusCode(409).extract().jsonPath();
        assertThat(refused.getString("detail")).contains(spoken(open.getString("until"), "Asia/Shanghai"));
        assertThat(refused.getList("allowedActions")).asString().doesNotContain("REQUEST_CANCELLATION");
    }

    /** A8: shares of the shipping fee add up to the fee, to the last cent. */
    @Test
    void sharesOfTheFeeAddUp() {
        Market shop = Market.under("impatient");
        String order = shop.placed(Map.of(
                "lines", List.of(Map.of("sku", "CUP", "quantity", 3, "unitPrice", "1.00")), "shippingFee", "1.00"));
        shop.pay(order, "pay-1", "4.00", "ch-1").then().statusCode(201);
        for (String worth : List.of("1.33", "1.33", "1.34")) {
            String request = shop.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(shop.approve(request).then().statusCode(200).extract().<String>path("amount"))
                    .isEqualTo(worth);
        }
        assertThat(shop.order(order).getString("refunded")).isEqualTo("4.00");
    }

    /** D4: what the provider has not sent within the law's ten days is escalated. */
    @Test
    void aRepaymentThatIsLateIsEscalated() {
        Market shop = Market.under("lamoda+distance-selling");
        String order = shop.placed();
        shop.pay(order, "pay-1", "29.90", "never-sent").then().statusCode(201);
        shop.ask(order).then().statusCode(201);
        Market.eventually(() -> assertThat(shop.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
        Http.advance(Duration.ofDays(9));
        assertThat(shop.financials(order).getString("refunds[0].status")).isEqualTo("SUBMITTED");
        Http.advance(Duration.ofDays(1).plusMinutes(1));
        Market.eventually(() -> assertThat(shop.financials(order).getString("refunds[0].status"))
                .isEqualTo("ESCALATED"));
    }

    /** M1: shown in figures and in words, and kept by the order for good. */
    @Test
    void thePolicyIsShownToTheBuyer() {
        Market shop = Market.under("impatient");
        JsonPath policy =
                Http.as(shop.buyer, "buyer").get("/v1/policies/impatient").jsonPath();
        assertThat(policy.getInt("version")).isEqualTo(1);
        assertThat(policy.getList("words.rule")).contains("A6", "A10");
        assertThat(shop.order(shop.paid()).getInt("policyVersion")).isEqualTo(1);
    }

    /** C1: a history of orders that nobody pays before they come. */
    @Test
    void aHistoryOfCashOnDeliveryIsImported() {
        Market shop = Market.under("cod-post");
        String waiting = Market.fresh("order");
        String delivered = Market.fresh("order");
        String placedAt = Http.now().minus(Duration.ofDays(5)).toString();
        String scannedAt = Http.now().minus(Duration.ofDays(2)).toString();
        String answer = Http.as("shop", "service")
                .contentType("application/x-ndjson")
                .accept("application/x-ndjson")
                .body((past(shop, waiting, placedAt, List.of())
                                + "\n"
                                + past(
                                        shop,
                                        delivered,
                                        placedAt,
                                        List.of(Map.of(
                                                "carrier",
                                                "ups",
                                                "trackingNumber",
                                                Market.trackingNumber(),
                                                "declaredAt",
                                                scannedAt,
                                                "events",
                                                List.of(
                                                        Map.of(
                                                                "id",
                                                                "1",
                                                                "status",
                                                                "ACCEPTED",
                                                                "occurredAt",
                                                                scannedAt),
                                                        Map.of(
                                                                "id",
                                                                "2",
                                                                "status",
                                                                "DELIVERED",
                                                                "occurredAt",
                                                                scannedAt))))))
                        .getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders/import")
                .asString();
        assertThat(answer.lines().filter(line -> line.contains("CREATED")))
                .as(answer)
                .hasSize(2);
        assertThat(shop.order(waiting).getList("deadlines.kind")).containsExactly("DECLARE_SHIPMENT");
        assertThat(shop.order(delivered).getString("status")).isEqualTo("DELIVERED");
        shop.pay(delivered, "pay-1", "29.90", "till-1").then().statusCode(201);
    }

    private static String past(Market shop, String id, String placedAt, List<Map<String, Object>> shipments) {
        Map<String, Object> order = new LinkedHashMap<>(Market.orderBody(id, shop.buyer, shop.seller));
        order.put("market", "cod-post");
        order.put("placedAt", placedAt);
        return new JsonObject(Map.of("order", new JsonObject(order), "shipments", new JsonArray(shipments))).encode();
    }
}
