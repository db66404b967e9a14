package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.countermand.PlainSql;
import dev.countermand.api.AtOnce.Call;
import dev.countermand.api.AtOnce.Reply;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A26: a decision is undone in time, and all is as it was before; what was booked is put right by entries of its own. */
@QuarkusTest
class UndoTest {

    /** What an order is, but for what counts up, and for what follows a declaration at once: its rows as they stand. */
    private static final String AS_IT_IS = """
            select jsonb_pretty(jsonb_build_array(
                (select to_jsonb(o) - 'version' - 'changed_at' - 'changed_by' from orders o where o.order_id = ?),
                (select jsonb_agg(to_jsonb(l) - 'version' order by l.line) from order_line l where l.order_id = ?),
                (select jsonb_agg(to_jsonb(s) - 'version' - 'changed_at' order by s.id) from shipment s where s.order_id = ?),
                (select jsonb_agg(to_jsonb(g) order by g.shipment_id, g.line) from shipment_line g where g.order_id = ?),
                (select jsonb_agg(to_jsonb(c) - 'version' order by c.id) from cancellation c where c.order_id = ?),
                (select jsonb_agg(to_jsonb(d) - 'version' order by d.id) from dispute d where d.order_id = ?),
                (select jsonb_agg(to_jsonb(f) order by f.id) from finding f where f.order_id = ?),
                (select jsonb_agg(to_jsonb(p) - 'version' order by p.payment_id) from payment p where p.order_id = ?),
                (select jsonb_agg(to_jsonb(b)) from ledger_balance b where b.order_id = ?),
                (select jsonb_agg(to_jsonb(t) - 'id' - 'claimed_until' order by t.kind, t.subject) from deadline t
                    where t.order_id = ? and t.kind not in ('CASE_DUE', 'RELEASE_CLAIM', 'EVENTS_CROSSED', 'NUMBER_SHARED'))))
            """;

    @TestHTTPResource
    URI server;

    @Inject
    DataSource source;

    private final Market market = Market.open();

    private String asItIs(String order) {
        return new PlainSql(source)
                .ask(AS_IT_IS, order, order, order, order, order, order, order, order, order, order)
                .getFirst();
    }

    private List<String> refunds(String order) {
        return market.financials(order).getList("refunds.status");
    }

    private int points() {
        return Http.as("mod-1", "moderator")
                .get("/v1/sellers/" + market.seller)
                .jsonPath()
                .getInt("points");
    }

    /** A13, A24: with a request, signals, refund and fine; then it is decided again, and counts once. */
    @Test
    void allIsAsItWasBefore() {
        String order = market.paid();
        String request = market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        String reviewCase = Http.as("mod-1", "moderator")
                .queryParam("orderId", order)
                .get("/v1/cases")
                .path("items[0].id");
        String before = asItIs(order);

        Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("UPHELD");
        assertThat(refunds(order)).containsExactly("REQUESTED");
        assertThat(points()).isPositive();
        Http.advance(Duration.ofMinutes(9));
        assertThat(refunds(order)).as("it waits").containsExactly("REQUESTED");

        Decided.undo(reviewCase, "anna", "moderator")
                .then()
                .statusCode(200)
                .body("status", equalTo("OPEN"))
                .body("assignee", nullValue())
                .body("verdict", nullValue());
        assertThat(asItIs(order)).isEqualTo(before);
        JsonPath again = market.order(order);
        assertThat(again.getString("status")).isEqualTo("SHIPPED");
        assertThat(again.getBoolean("frozen")).isTrue();
        assertThat(again.getString("cancellation.id")).isEqualTo(request);
        assertThat(again.getString("cancellation.status")).isEqualTo("CONTESTED");
        assertThat(again.getString("refunded")).isEqualTo("0.00");
        assertThat(refunds(order)).containsExactly("CLOSED");
        assertThat(points()).isZero();
        assertThat(Market.financialsOfStaff(order).getString("accounts.owedBySeller"))
                .isEqualTo("0.00");
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/sanctions")
                        .jsonPath()
                        .getList("items.status"))
                .containsExactly("REVOKED");
        assertThat(Decided.latest(reviewCase).getString("status")).isEqualTo("UNDONE");
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(409).body("code", equalTo("NOTHING_TO_UNDO"));

        Decided.decide(reviewCase, "bert", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        assertThat(points()).isPositive();
        Http.advance(Duration.ofMinutes(10));
        Market.eventually(() -> assertThat(refunds(order)).containsExactlyInAnyOrder("CLOSED", "SUBMITTED"));
        Http.advance(Duration.ofHours(1));
        Market.eventually(() -> assertThat(refunds(order)).containsExactlyInAnyOrder("CLOSED", "ARRIVED"));
        assertThat(market.order(order).getString("refunded")).isEqualTo("29.90");
        Decided.undo(reviewCase, "bert", "moderator").then().statusCode(409).body("code", equalTo("UNDO_TOO_LATE"));
        assertThat(new PlainSql(source)
                        .ask(
                                "select count(*) from case_decision where case_id = ? and undo_memory is not null",
                                UUID.fromString(reviewCase)))
                .as("what cannot be undone any more is forgotten")
                .containsExactly("0");
    }

    /** P2: the units are in their parcel again. */
    @Test
    void aVerdictAboutOneParcelIsUndone() {
        String order = market.paid();
        String real = Market.trackingNumber();
        market.ship(order, real, Map.of("lines", List.of(Map.of("line", 1, "quantity", 1))))
                .then()
                .statusCode(201);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Market.scan(real, "ACCEPTED", Http.now()).then().statusCode(200);
        String reviewCase = Decided.frozen(order);
        String before = asItIs(order);
        String wrong = market.order(order).getString("shipments.find { it.state == 'DECLARED' }.id");
        Decided.decide(reviewCase, "anna", Decided.with("CANCEL_AND_REFUND", "shipments", List.of(wrong)))
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("refunded")).isEqualTo("12.50");
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(200);
        assertThat(asItIs(order)).isEqualTo(before);
        assertThat(market.order(order).getList("shipments.state")).containsExactlyInAnyOrder("ACCEPTED", "DECLARED");
    }

    /** A19, A25, F: what was let go stands again. */
    @Test
    void whatWasBelievedIsSuspectedAgain() {
        String order = market.paid();
        market.asked(order);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.advanceBusinessDays(5);
        Market.sweep();
        String reviewCase = Http.as("mod-1", "moderator")
                .queryParam("orderId", order)
                .get("/v1/cases")
                .path("items[0].id");
        String before = asItIs(order);
        Decided.decide(reviewCase, "anna", Decided.with("RELEASE", "sanction", Map.of("kind", "WARNING", "points", 2)))
                .then()
                .statusCode(200);
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("TOO_LATE");
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(200);
        assertThat(asItIs(order)).isEqualTo(before);
        assertThat(points()).isZero();
        assertThat(market.order(order).getString("cancellation.status")).isEqualTo("CONTESTED");
    }

    @Test
    void aRulingAboutADisputeIsUndone() {
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
        Http.as(market.buyer, "buyer")
                .post("/v1/disputes/" + dispute + "/escalation")
                .then()
                .statusCode(200);
        String reviewCase = Desk.firstCase(market);
        String before = asItIs(order);
        for (String verdict : List.of("CANCEL_AND_REFUND", "RELEASE")) {
            Decided.decide(reviewCase, "anna", Decided.verdict(verdict)).then().statusCode(200);
            assertThat(market.order(order).getString("dispute.status")).isNotEqualTo("ESCALATED");
            Decided.undo(reviewCase, "lea", "lead").then().statusCode(200);
            assertThat(asItIs(order)).as(verdict).isEqualTo(before);
        }
    }

    /** F13. */
    @Test
    void whatWasHeldIsFrozenAgain() {
        String order = market.shipped();
        String reviewCase = Decided.frozen(order);
        String before = asItIs(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("HOLD")).then().statusCode(200);
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(200).body("status", equalTo("OPEN"));
        assertThat(asItIs(order)).isEqualTo(before);
        assertThat(market.order(order).getBoolean("frozen")).isTrue();
    }

    /** What has happened since would be lost. */
    @Test
    void whatHasGoneOnIsNotUndone() {
        String order = market.paid();
        String number = Market.trackingNumber();
        market.ship(order, number).then().statusCode(201);
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("RELEASE")).then().statusCode(200);
        Market.scan(number, "ACCEPTED", Http.now()).then().statusCode(200);
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(409).body("code", equalTo("CHANGED_SINCE"));
        assertThat(market.order(order).getString("status")).isEqualTo("IN_TRANSIT");
        assertThat(Decided.status(reviewCase)).isEqualTo("DECIDED");
    }

    /** A20a: the bank has taken the money that was to go back. */
    @Test
    void whatTheBankHasTakenIsNotUndone() {
        String order = market.shipped();
        String reviewCase = Decided.frozen(order);
        Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        Http.as("shop", "service")
                .body(Map.of("id", "cb-1", "amount", "29.90", "state", "OPENED"))
                .post("/v1/orders/" + order + "/payments/pay-1/chargebacks")
                .then()
                .statusCode(201);
        assertThat(Decided.undo(reviewCase, "anna", "moderator").statusCode()).isEqualTo(409);
        assertThat(market.order(order).getString("status")).isEqualTo("CANCELLED");
    }

    @Test
    void onlyWhoDecidedOrALeadUndoes() {
        String reviewCase = Decided.frozen(market.shipped());
        Decided.undo(reviewCase, "anna", "moderator").then().statusCode(409).body("code", equalTo("NOTHING_TO_UNDO"));
        Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                .then()
                .statusCode(200);
        Decided.undo(reviewCase, "bert", "moderator").then().statusCode(403);
        Decided.undo(reviewCase, market.seller, "lead").then().statusCode(403);
        Decided.undo(reviewCase, market.buyer, "lead").then().statusCode(403);
        Decided.undo(reviewCase, market.seller, "seller").then().statusCode(403);
        Decided.undo(reviewCase, "lea", "lead").then().statusCode(200);
    }

    @Test
    void ofTwoAtOnceOneUndoes() throws IOException {
        for (int round = 0; round < Rounds.of(3); round++) {
            String order = market.shipped();
            String reviewCase = Decided.frozen(order);
            String before = asItIs(order);
            Decided.decide(reviewCase, "anna", Decided.verdict("CANCEL_AND_REFUND"))
                    .then()
                    .statusCode(200);
            String path = "/v1/cases/" + reviewCase + "/decision/undo";
            assertThat(new AtOnce(server)
                            .both(
                                    new Call(path, "anna", "moderator", Decided.UNDONE),
                                    new Call(path, "lea", "lead", Decided.UNDONE)))
                    .extracting(Reply::status)
                    .containsExactlyInAnyOrder(200, 409);
            assertThat(asItIs(order)).isEqualTo(before);
        }
    }
}
