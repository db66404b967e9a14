package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.api.AtOnce.Call;
import dev.countermand.api.AtOnce.Reply;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two at once, really at once: both requests are with the service but for their last byte, and the two last bytes follow
 * each other from one thread. The lock decides which is first. The second is judged in the state it meets: done if it
 * still fits, else 409; and 412 if it was meant for the state before.
 */
@QuarkusTest
class RacesTest {

    private static final int ROUNDS = Rounds.of(200);
    private static final int SHORTER = Rounds.of(50);
    private static final Map<String, Object> ONE_UNIT = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));

    @TestHTTPResource("/")
    URI server;

    private final Market market = Market.open();

    private List<Reply> atOnce(Call one, Call other) throws IOException {
        return new AtOnce(server).both(one, other);
    }

    /** A4 against A13: whichever is first, the request ends up contested, and says so if the shipment was there before it. */
    @Test
    void askAgainstShip() throws IOException {
        int askedFirst = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.paid();
            List<Reply> replies = inTurn(round, cancel(market, order), ship(market, order));
            Reply asked = replies.get(0);
            Reply shipped = replies.get(1);
            assertThat(List.of(asked.status(), shipped.status()))
                    .as(asked + " / " + shipped)
                    .containsExactly(201, 201);
            boolean first = asked.body().getString("status").equals("PENDING");
            askedFirst += first ? 1 : 0;
            if (!first) {
                assertThat(asked.body().getString("status")).isEqualTo("CONTESTED");
            }
            JsonPath now = market.order(order);
            assertThat(asked.version())
                    .as("a pending request came first")
                    .isEqualTo(now.getLong("version") - (first ? 1 : 0));
            assertThat(now.getString("status")).isEqualTo("SHIPPED");
            assertThat(now.getString("cancellation.status")).isEqualTo("CONTESTED");
            assertThat(now.getList("shipments")).hasSize(1);
            assertThat(now.getString("refunded")).isEqualTo("0.00");
        }
        assertThat(askedFirst).as("both sides are first sometimes").isBetween(1, ROUNDS - 1);
    }

    /** C1 against C2: cancelled at once there is nothing to ship; on its way it cannot be cancelled any more. */
    @Test
    void cancelAgainstShip() throws IOException {
        Market post = Market.under("cod-post");
        int cancelled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = post.placed();
            List<Reply> replies = inTurn(round, cancel(post, order), ship(post, order));
            boolean first = onlyOneIsDone(replies, 201, 409);
            cancelled += first ? 1 : 0;
            JsonPath now = post.order(order);
            assertThat(now.getString("status")).isEqualTo(first ? "CANCELLED" : "SHIPPED");
            assertThat(now.getList("shipments")).hasSize(first ? 0 : 1);
            Reply refused = replies.get(first ? 1 : 0);
            assertThat(refused.body().getString("currentStatus")).isEqualTo(now.getString("status"));
            assertThat(refused.body().getValue("allowedActions")).isInstanceOf(JsonArray.class);
        }
        assertThat(cancelled).as("both sides are first sometimes").isBetween(1, ROUNDS - 1);
    }

    /** Both would fit the state the other leaves; but both are meant for the one that both have seen. */
    @Test
    void whoWantsTheStateTheySawComesFirstOrGets412() throws IOException {
        int asked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.paid();
            long seen = market.order(order).getLong("version");
            List<Reply> replies = inTurn(
                    round,
                    cancel(market, order).ifMatch(seen),
                    ship(market, order).ifMatch(seen));
            boolean first = onlyOneIsDone(replies, 201, 412);
            asked += first ? 1 : 0;
            JsonPath now = market.order(order);
            assertThat(now.getLong("version")).isEqualTo(seen + 1);
            assertThat(now.getString("status")).isEqualTo(first ? "PROCESSING" : "SHIPPED");
            assertThat(now.getString("cancellation.status")).isEqualTo(first ? "PENDING" : null);
            assertThat(now.getList("shipments")).hasSize(first ? 0 : 1);
            Reply stale = replies.get(first ? 1 : 0);
            assertThat(stale.body().getString("currentStatus")).isEqualTo(now.getString("status"));
            assertThat(stale.body().getJsonArray("allowedActions"))
                    .contains(first ? "DECLARE_SHIPMENT" : "REQUEST_CANCELLATION");
        }
        assertThat(asked).as("both sides are first sometimes").isBetween(1, ROUNDS - 1);
    }

    /** Whether it is the first of the two calls that was done; the other was refused. */
    private static boolean onlyOneIsDone(List<Reply> replies, int done, int refused) {
        assertThat(replies.stream().map(Reply::status)).as(replies.toString()).containsExactlyInAnyOrder(done, refused);
        return replies.getFirst().status() == done;
    }

    private static Call cancel(Market market, String order) {
        return new Call(
                "/v1/orders/" + order + "/cancellations", market.buyer, "buyer", Map.of("reason", "NOT_NEEDED"));
    }

    private static Call ship(Market market, String order) {
        return new Call(
                "/v1/orders/" + order + "/shipments",
                market.seller,
                "seller",
                Map.of("carrier", "ups", "trackingNumber", Market.trackingNumber()));
    }

    /** A7 against A8: withdrawn or approved, never both, never neither. */
    @Test
    void withdrawAgainstApprove() throws IOException {
        int withdrawn = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.paid();
            String request = market.asked(order);
            Call withdraw = new Call("/v1/cancellations/" + request + "/withdrawal", market.buyer, "buyer", Map.of());
            Call approve = new Call("/v1/cancellations/" + request + "/approval", market.seller, "seller", Map.of());
            List<Reply> replies = inTurn(round, withdraw, approve);
            assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(200, 409);
            JsonPath now = market.order(order);
            if (replies.get(0).status() == 200) {
                withdrawn++;
                assertThat(now.getString("status")).isEqualTo("PROCESSING");
                assertThat(now.getString("cancellation.status")).isEqualTo("WITHDRAWN");
                assertThat(now.getString("refunded")).isEqualTo("0.00");
            } else {
                assertThat(now.getString("status")).isEqualTo("CANCELLED");
                assertThat(now.getString("cancellation.status")).isEqualTo("APPROVED");
                assertThat(now.getString("refunded")).isEqualTo("29.90");
            }
        }
        assertThat(withdrawn).as("both sides win sometimes").isBetween(1, ROUNDS - 1);
    }

    /** A8 against A13: the seller's one hand approves, the other ships. Agreeing counts either way; the parcel is void then. */
    @Test
    void approveAgainstShip() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.paid();
            String request = market.asked(order);
            Call approve = new Call("/v1/cancellations/" + request + "/approval", market.seller, "seller", Map.of());
            List<Reply> replies = inTurn(round, approve, ship(market, order));
            JsonPath now = market.order(order);
            boolean shipped = replies.get(1).status() == 201;
            assertThat(replies.stream().map(Reply::status)).containsExactly(200, shipped ? 201 : 409);
            assertThat(now.getList("shipments")).hasSize(shipped ? 1 : 0);
            assertThat(now.getString("status")).isEqualTo("CANCELLED");
            assertThat(now.getString("cancellation.status")).isEqualTo("APPROVED");
            assertThat(now.getInt("lines[0].cancelled")).isEqualTo(2);
            assertThat(now.getString("refunded")).isEqualTo("29.90");
        }
    }

    /**
     * A4, A13: on a request about both the seller's one hand approves, the other declares the rest. Agreeing is about all of
     * it either way, and no unit is lost or doubled.
     */
    @Test
    void approveAgainstDeclareOnARequestAboutBoth() throws IOException {
        int declared = 0;
        for (int round = 0; round < SHORTER; round++) {
            String order = market.paid();
            market.ship(order, Market.trackingNumber(), ONE_UNIT).then().statusCode(201);
            String request = market.asked(order);
            Call approve = new Call("/v1/cancellations/" + request + "/approval", market.seller, "seller", Map.of());
            List<Reply> replies = inTurn(round, approve, ship(market, order));
            boolean first = replies.get(1).status() == 201;
            declared += first ? 1 : 0;
            assertThat(replies.stream().map(Reply::status)).containsExactly(200, first ? 201 : 409);
            JsonPath now = market.order(order);
            assertThat(now.getString("status")).isEqualTo("CANCELLED");
            assertThat(now.getString("cancellation.status")).isEqualTo("APPROVED");
            assertThat(now.getList("cancellation.units.state")).containsExactly("APPROVED");
            assertThat(now.getInt("cancellation.units[0].quantity")).isEqualTo(2);
            assertThat(now.getInt("lines[0].cancelled")).isEqualTo(2);
            assertThat(now.getInt("lines[0].shipped")).isZero();
            assertThat(now.getString("refunded")).isEqualTo("29.90");
            assertThat(market.financials(order).getList("refunds")).hasSize(1);
        }
        assertThat(declared).as("both sides are first sometimes").isBetween(1, SHORTER - 1);
    }

    /** A7, A14: the buyer takes a request about both back while the carrier takes the parcel: one before the other. */
    @Test
    void withdrawAgainstAcceptanceOnARequestAboutBoth() throws IOException {
        int late = 0;
        for (int round = 0; round < SHORTER; round++) {
            String order = market.paid();
            String number = Market.trackingNumber();
            market.ship(order, number, ONE_UNIT).then().statusCode(201);
            String request = market.asked(order);
            Call withdraw = new Call("/v1/cancellations/" + request + "/withdrawal", market.buyer, "buyer", Map.of());
            java.util.concurrent.CompletableFuture<Void> scan = java.util.concurrent.CompletableFuture.runAsync(
                    () -> Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200));
            if (round % 2 == 1) {
                scan.join();
            }
            assertThat(new AtOnce(server).one(withdraw).status()).isEqualTo(200);
            scan.join();
            JsonPath now = market.order(order);
            assertThat(now.getString("status")).isEqualTo("PROCESSING");
            assertThat(now.getString("cancellation.status")).isEqualTo("WITHDRAWN");
            boolean tooLate = now.getList("cancellation.units.state").contains("TOO_LATE");
            late += tooLate ? 1 : 0;
            assertThat(now.<String>getList("cancellation.units.state"))
                    .containsExactlyInAnyOrder(
                            tooLate ? new String[] {"WITHDRAWN", "TOO_LATE"} : new String[] {"WITHDRAWN"});
            assertThat(now.getInt("lines[0].cancelled")).isZero();
            assertThat(now.getInt("lines[0].shipped")).isEqualTo(1);
            assertThat(now.getString("refunded")).isEqualTo("0.00");
            assertThat(now.getList("deadlines.kind"))
                    .contains("DECLARE_SHIPMENT")
                    .doesNotContain("CARRIER_ACCEPTANCE");
            assertThat(market.eligibility(order).getList("units")).isEqualTo(List.of(Map.of("line", 1, "quantity", 1)));
        }
        assertThat(late).as("the carrier is first sometimes").isPositive();
    }

    /** A4: two requests over the same units, where nobody is asked: no unit goes twice. */
    @Test
    void twoPartialRequests() throws IOException {
        Market shop = Market.under("lamoda");
        for (int round = 0; round < ROUNDS; round++) {
            String order = shop.paid();
            Call both = new Call(
                    "/v1/orders/" + order + "/cancellations",
                    shop.buyer,
                    "buyer",
                    Map.of("reason", "NOT_NEEDED", "lines", List.of(Map.of("line", 1, "quantity", 2))));
            Call one = new Call(
                    "/v1/orders/" + order + "/cancellations",
                    "agent-1",
                    "agent",
                    Map.of("reason", "WRONG_CHOICE", "lines", List.of(Map.of("line", 1, "quantity", 1))));
            List<Reply> replies = inTurn(round, both, one);
            assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(201, 409);
            JsonPath now = shop.order(order);
            boolean whole = replies.get(0).status() == 201;
            assertThat(now.getInt("lines[0].cancelled")).isEqualTo(whole ? 2 : 1);
            assertThat(now.getString("refunded")).isEqualTo(whole ? "29.90" : "12.50");
            assertThat(now.getString("status")).isEqualTo(whole ? "CANCELLED" : "PROCESSING");
        }
    }

    /** A8 against A9: the seller approves while their time runs out; one of the two ends the order, once. */
    @Test
    void deadlineAgainstApprove() throws Exception {
        int approved = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String order = market.paid(Map.of("processingTime", "PT1H"));
            String request = market.asked(order);
            Call approve = new Call("/v1/cancellations/" + request + "/approval", market.seller, "seller", Map.of());
            java.util.concurrent.CompletableFuture<Void> later =
                    java.util.concurrent.CompletableFuture.runAsync(() -> Http.advance(java.time.Duration.ofHours(1)));
            if (round % 2 == 1) {
                Thread.sleep(round % 20);
            }
            Reply reply = new AtOnce(server).one(approve);
            later.join();
            JsonPath now = market.order(order);
            assertThat(now.getString("status")).isEqualTo("CANCELLED");
            assertThat(now.getString("refunded")).isEqualTo("29.90");
            assertThat(market.financials(order).getList("refunds")).hasSize(1);
            if (reply.status() == 200) {
                approved++;
                assertThat(now.getString("cancelledBy")).isEqualTo("AGREEMENT");
                assertThat(now.getString("cancellation.status")).isEqualTo("APPROVED");
            } else {
                assertThat(reply.status()).isEqualTo(409);
                assertThat(now.getString("cancelledBy")).isEqualTo("TIMEOUT");
                assertThat(now.getString("cancellation.status")).isEqualTo("EXPIRED_APPROVED");
            }
        }
        assertThat(approved).as("both sides win sometimes").isBetween(1, ROUNDS - 1);
    }

    /** The answers in the order of the calls, whichever was sent first this time. */
    private List<Reply> inTurn(int round, Call one, Call other) throws IOException {
        return round % 2 == 0 ? atOnce(one, other) : atOnce(other, one).reversed();
    }

    /** A20: two refunds at once never give back more than was paid. */
    @Test
    void twoRefunds() throws IOException {
        for (int round = 0; round < SHORTER; round++) {
            String order = market.paid();
            Call grant = new Call(
                    "/v1/orders/" + order + "/refunds", "lead-1", "lead", Map.of("amount", "20.00", "reason", "Late"));
            List<Reply> replies = atOnce(grant, grant);
            assertThat(replies.stream().map(Reply::status)).containsExactlyInAnyOrder(201, 409);
            Reply refused = replies.get(0).status() == 409 ? replies.get(0) : replies.get(1);
            assertThat(refused.body().getString("refundable")).isEqualTo("9.90");
            assertThat(market.financials(order).getString("refunded")).isEqualTo("20.00");
        }
    }

    /** The same key twice at once is one act with one answer. */
    @Test
    void oneKeyTwiceAtOnce() throws IOException {
        for (int round = 0; round < SHORTER; round++) {
            String order = market.paid();
            Call ask = cancel(market, order).with("Idempotency-Key: " + Market.fresh("key"));
            List<Reply> replies = atOnce(ask, ask);
            assertThat(replies.stream().map(Reply::status)).containsExactly(201, 201);
            assertThat(replies.get(0).body()).isEqualTo(replies.get(1).body());
            assertThat(replies.stream().filter(reply -> reply.head().contains("Idempotency-Replayed: true")))
                    .hasSize(1);
        }
    }

    /** A19: the seller agrees while the buyer turns to the administration: one of it happens, never both. */
    @Test
    void acceptanceAgainstEscalation() throws IOException {
        int settled = 0;
        for (int round = 0; round < SHORTER; round++) {
            String order = market.paid();
            String number = Market.trackingNumber();
            market.ship(order, number).then().statusCode(201);
            Market.scan(number, "DELIVERED", Http.now()).then().statusCode(200);
            String dispute = Http.as(market.buyer, "buyer")
                    .body(Map.of("kind", "REFUND_ONLY", "text", "One came broken", "amount", "12.50"))
                    .post("/v1/orders/" + order + "/disputes")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            Call accept = new Call("/v1/disputes/" + dispute + "/acceptance", market.seller, "seller", Map.of());
            Call escalate = new Call("/v1/disputes/" + dispute + "/escalation", market.buyer, "buyer", Map.of());
            boolean agreed = onlyOneIsDone(inTurn(round, accept, escalate), 200, 409);
            settled += agreed ? 1 : 0;
            JsonPath now = market.order(order);
            assertThat(now.getString("dispute.status")).isEqualTo(agreed ? "SETTLED" : "ESCALATED");
            assertThat(now.getString("refunded")).isEqualTo(agreed ? "12.50" : "0.00");
        }
        assertThat(settled).as("both sides win sometimes").isBetween(1, SHORTER - 1);
    }
}
