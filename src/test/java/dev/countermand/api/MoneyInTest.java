package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A20a: money that comes in is taken down whatever state the order is in, and what is not owed goes back by itself. */
@QuarkusTest
class MoneyInTest {

    @TestHTTPResource("/")
    URI server;

    private final Market market = Market.open();

    /** What the marketplace tells of a payment; the reference is sent as it is. */
    static Map<String, Object> payment(String id, String amount, String state, String reference) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("method", "card");
        body.put("amount", amount);
        body.put("state", state);
        body.put("provider", "sandbox");
        body.put("providerReference", reference);
        return body;
    }

    private static Response tell(String order, String id, String amount, String state) {
        return Http.as("shop", "service")
                .body(payment(id, amount, state, id + "-" + order))
                .post("/v1/orders/" + order + "/payments");
    }

    private static Response becomes(String order, String payment, String what) {
        return Http.as("shop", "service").post("/v1/orders/" + order + "/payments/" + payment + "/" + what);
    }

    /** All of it is on its way back, to the payment that gave it, and the page says why. */
    private void goesBack(String order, String payment, String amount) {
        JsonPath money = market.financials(order);
        Map<String, Object> refund = money.getMap("refunds.find { it.paymentId == '" + payment + "' }");
        assertThat(refund)
                .containsEntry("amount", amount)
                .containsEntry("cause", "NOT_OWED")
                .containsEntry("rule", "A20a");
        assertThat(money.getString("refunds.find { it.paymentId == '" + payment + "' }.purposes[0].kind"))
                .isEqualTo("NOT_OWED");
        assertThat(money.getList("happened", String.class)).anyMatch(words -> words.contains("(A20a)"));
        assertThat(Market.audited(order)).contains("refund.requested", "order.refunded", "payment.captured");
    }

    /** A23: the page's figures are the ledger's, and each reads of its accounts what concerns them. */
    @Test
    void thePageShowsTheAccountsToWhomTheyConcern() {
        String order = market.placed();
        tell(order, "pay-1", "35.00", "CAPTURED").then().statusCode(201);
        JsonPath staff = Market.financialsOfStaff(order);
        assertThat(staff.getString("paid")).isEqualTo("35.00");
        assertThat(staff.getString("refunded")).isEqualTo("5.10");
        assertThat(staff.getString("accounts.held")).isEqualTo("29.90");
        assertThat(staff.getString("accounts.released")).isEqualTo("0.00");
        assertThat(staff.getString("accounts.notOwed")).isEqualTo("0.00");
        assertThat(staff.getString("accounts.marketplace")).isEqualTo("0.00");
        assertThat(staff.getString("accounts.carrierCosts")).isEqualTo("0.00");
        assertThat(staff.getString("accounts.atProviders")).isIn("35.00", "29.90");
        JsonPath buyer = market.financials(order);
        assertThat(buyer.getMap("accounts").keySet()).isEqualTo(Set.of("held", "goingBack", "notOwed", "owedByBuyer"));
        JsonPath seller = Http.as(market.seller, "seller")
                .get("/v1/orders/" + order + "/financials")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(seller.getMap("accounts").keySet()).isEqualTo(Set.of("held", "released", "owedBySeller"));
        assertThat(market.order(order).getString("paid")).isEqualTo("35.00");
        assertThat(market.order(order).getString("refunded")).isEqualTo("5.10");
    }

    @Test
    void afterAnUnpaidOrderWasCancelled() {
        String order = market.placed();
        market.ask(order).then().statusCode(201);
        tell(order, "late", "29.90", "CAPTURED").then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        goesBack(order, "late", "29.90");
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("SUBMITTED"));
    }

    @Test
    void afterAnOrderHasClosedUnpaidByEitherWord() {
        String order = market.placed();
        tell(order, "slow", "29.90", "VERIFYING").then().statusCode(201);
        Http.advance(Duration.ofDays(22));
        assertThat(market.order(order).getString("status")).isEqualTo("CLOSED_UNPAID");
        becomes(order, "slow", "captured").then().statusCode(200);
        goesBack(order, "slow", "29.90");
        tell(order, "later", "5.00", "CAPTURED").then().statusCode(201);
        goesBack(order, "later", "5.00");
        assertThat(market.order(order).getString("status")).isEqualTo("CLOSED_UNPAID");
    }

    /** A20a: what failed was never taken: under its reference another order may be paid, once. */
    @Test
    void whatFailedGivesItsReferenceUp() {
        String reference = Market.fresh("ref");
        String mistaken = market.placed();
        pays(mistaken, payment("pay-1", "29.90", "VERIFYING", reference));
        becomes(mistaken, "pay-1", "failed").then().statusCode(200);
        String meant = market.placed();
        pays(meant, payment("pay-1", "29.90", "CAPTURED", reference));
        assertThat(market.order(meant).getString("paid")).isEqualTo("29.90");
        becomes(mistaken, "pay-1", "captured").then().statusCode(200);
        assertThat(market.order(mistaken).getString("paid")).isEqualTo("0.00");
    }

    private static void pays(String order, Map<String, Object> payment) {
        Http.as("shop", "service")
                .body(payment)
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
    }

    @Test
    void twiceAndMoreThanIsDue() {
        String order = market.paid();
        tell(order, "again", "25.00", "CAPTURED").then().statusCode(201);
        goesBack(order, "again", "25.00");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.order(order).getString("paid")).isEqualTo("54.90");
        assertThat(market.financials(order).getString("refundable")).isEqualTo("29.90");

        String more = market.placed();
        tell(more, "pay-1", "40.00", "CAPTURED").then().statusCode(201);
        assertThat(market.order(more).getString("status")).isEqualTo("PROCESSING");
        goesBack(more, "pay-1", "10.10");
    }

    @Test
    void inPartsAndWhileFrozen() {
        String order = market.placed();
        freeze(order);
        tell(order, "pay-1", "10.00", "CAPTURED").then().statusCode(201);
        tell(order, "pay-2", "20.00", "CAPTURED").then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        goesBack(order, "pay-2", "0.10");
    }

    private static void freeze(String order) {
        Http.as("mia", "moderator")
                .body(Map.of("reason", "A forged page"))
                .post("/v1/orders/" + order + "/freeze")
                .then()
                .statusCode(200);
    }

    @Test
    void theSameIdVerifyingThenCaptured() {
        String order = market.placed();
        tell(order, "pay-1", "29.90", "VERIFYING").then().statusCode(201);
        assertThat(tell(order, "pay-1", "29.90", "CAPTURED")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("state"))
                .isEqualTo("CAPTURED");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
    }

    @Test
    void whatWasVerifiedComesAfterAnotherHasPaid() {
        String order = market.placed();
        tell(order, "first", "29.90", "VERIFYING").then().statusCode(201);
        tell(order, "second", "29.90", "CAPTURED").then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        becomes(order, "first", "captured").then().statusCode(200);
        goesBack(order, "first", "29.90");
        assertThat(market.financials(order).getString("payments.find { it.id == 'second' }.refunded"))
                .isEqualTo("0.00");
    }

    @Test
    void whatFailsOrIsVoidedLeavesRoomForAnother() {
        for (String how : List.of("failed", "voided")) {
            String order = market.placed();
            tell(order, "pay-1", "29.90", "VERIFYING").then().statusCode(201);
            assertThat(market.eligibility(order).getString("mode")).isEqualTo("NONE");
            becomes(order, "pay-1", how).then().statusCode(200);
            becomes(order, "pay-1", how).then().statusCode(200);
            assertThat(market.financials(order).getString("payments[0].state")).isEqualToIgnoringCase(how);
            assertThat(Market.audited(order)).containsOnlyOnce("payment." + how).contains("order.unpaid");
            assertThat(Http.as("shop", "service").get("/v1/orders/" + order).<List<String>>path("allowedActions"))
                    .contains("PAY");
            assertThat(Http.as(market.buyer, "buyer").get("/v1/orders/" + order).<List<String>>path("allowedActions"))
                    .contains("CANCEL");
            assertThat(market.eligibility(order).getString("mode")).isEqualTo("IMMEDIATE");
            tell(order, "pay-2", "29.90", "CAPTURED").then().statusCode(201);
            assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
            // It came after all.
            becomes(order, "pay-1", "captured").then().statusCode(200);
            goesBack(order, "pay-1", "29.90");
            // Late word of a failure changes nothing.
            assertThat(becomes(order, "pay-2", "failed")
                            .then()
                            .statusCode(200)
                            .extract()
                            .<String>path("state"))
                    .isEqualTo("CAPTURED");
        }
        becomes(market.placed(), "nobody", "failed").then().statusCode(404);
    }

    @Test
    void oneOfTwoThatAreVerifiedFails() {
        String order = market.placed();
        tell(order, "pay-1", "10.00", "VERIFYING").then().statusCode(201);
        tell(order, "pay-2", "19.90", "VERIFYING").then().statusCode(201);
        becomes(order, "pay-1", "failed").then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("PAYMENT_VERIFYING");
        becomes(order, "pay-2", "captured").then().statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("PLACED");
        assertThat(market.eligibility(order).getString("code")).isEqualTo("PARTLY_PAID");
    }

    @Test
    void oneReferenceCountsOnce() {
        String order = market.placed();
        String reference = Market.fresh("ch");
        Http.as("shop", "service")
                .body(payment("pay-1", "29.90", "VERIFYING", reference))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
        JsonPath same = Http.as("shop", "service")
                .body(payment("pay-2", "29.90", "CAPTURED", reference))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(same.getString("id")).isEqualTo("pay-1");
        assertThat(same.getString("toldAs")).isEqualTo("pay-2");
        assertThat(same.getString("state")).isEqualTo("CAPTURED");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");

        String other = market.placed();
        JsonPath duplicate = Http.as("shop", "service")
                .body(payment("pay-9", "29.90", "CAPTURED", reference))
                .post("/v1/orders/" + other + "/payments")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(duplicate.getString("state")).isEqualTo("DUPLICATE");
        assertThat(duplicate.getString("countsAs.orderId")).isEqualTo(order);
        assertThat(duplicate.getString("countsAs.paymentId")).isEqualTo("pay-1");
        becomes(other, "pay-9", "captured").then().statusCode(200);
        JsonPath seen = market.order(other);
        assertThat(seen.getString("status")).isEqualTo("PLACED");
        assertThat(seen.getString("paid")).isEqualTo("0.00");
        assertThat(Market.financialsOfStaff(other).getString("payments[0].countsAs.orderId"))
                .isEqualTo(order);
        // Whose the other order is, is nobody else's.
        assertThat(Http.as(market.buyer, "buyer")
                        .get("/v1/orders/" + other + "/financials")
                        .body()
                        .asString())
                .contains("DUPLICATE")
                .doesNotContain(order);
    }

    /** Whichever lock is first, the buyer's money comes back. */
    @Test
    void capturedWhileTheBuyerCancels() throws IOException {
        for (int round = 0; round < Rounds.of(16); round++) {
            String order = market.placed();
            AtOnce.Call capture = new AtOnce.Call(
                    "/v1/orders/" + order + "/payments",
                    "shop",
                    "service",
                    payment("pay-1", "29.90", "CAPTURED", "race-" + order));
            AtOnce.Call cancel = new AtOnce.Call(
                    "/v1/orders/" + order + "/cancellations", market.buyer, "buyer", Map.of("reason", "NOT_NEEDED"));
            AtOnce both = new AtOnce(server);
            List<AtOnce.Reply> replies = round % 2 == 0
                    ? both.both(capture, cancel)
                    : both.both(cancel, capture).reversed();
            assertThat(replies.get(0).status()).isEqualTo(201);
            assertThat(replies.get(1).status()).isEqualTo(201);
            JsonPath now = market.order(order);
            if (now.getString("status").equals("PROCESSING")) {
                // Paid first: it is a request, and the seller agrees.
                market.approve(now.getString("cancellation.id")).then().statusCode(200);
                now = market.order(order);
            }
            assertThat(now.getString("status")).isEqualTo("CANCELLED");
            assertThat(now.getString("paid")).isEqualTo("29.90");
            assertThat(now.getString("refunded")).isEqualTo("29.90");
            assertThat(market.financials(order).getList("refunds")).hasSize(1);
        }
    }

    /** An order of nothing needs no payment. */
    @Test
    void whatCostsNothingIsSentAtOnce() {
        String order = market.placed(Map.of(
                "lines", List.of(Map.of("sku", "SAMPLE", "quantity", 1, "unitPrice", "0.00")), "shippingFee", "0.00"));
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.order(order).getList("deadlines.kind")).contains("DECLARE_SHIPMENT");
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("status")).isEqualTo("COMPLETED");
    }

    @Test
    void whatIsPaidInPartIsCancelledAtOnceAndGoesBack() {
        String order = market.placed();
        tell(order, "pay-1", "10.00", "CAPTURED").then().statusCode(201);
        JsonPath eligibility = market.eligibility(order);
        assertThat(eligibility.getString("mode")).isEqualTo("IMMEDIATE");
        assertThat(Instant.parse(eligibility.getString("until")))
                .isEqualTo(Instant.parse(
                        market.order(order).getString("deadlines.find { it.kind == 'CLOSE_UNPAID' }.dueAt")));
        market.ask(order).then().statusCode(201);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("CANCELLED");
        assertThat(after.getString("refunded")).isEqualTo("10.00");
    }

    /** What is left of it is paid for: the seller begins. */
    @Test
    void unitsLeaveUntilTheRestIsPaid() {
        String order = market.placed();
        tell(order, "pay-1", "17.40", "CAPTURED").then().statusCode(201);
        market.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        JsonPath after = market.order(order);
        assertThat(after.getString("status")).isEqualTo("PROCESSING");
        assertThat(after.getString("total")).isEqualTo("17.40");
        assertThat(after.getString("refunded")).isEqualTo("0.00");
        assertThat(after.getList("deadlines.kind")).contains("DECLARE_SHIPMENT").doesNotContain("CLOSE_UNPAID");
    }
}
