package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A20, A20b: cash and bank transfers, which no provider moves: what goes back is a task for a person. */
@QuarkusTest
class OfflinePaymentsTest {

    @Inject
    DataSource source;

    private final Market market = Market.open();

    private static Response pays(String order, String id, String method, String amount) {
        Map<String, Object> payment =
                new HashMap<>(MoneyInTest.payment(id, amount, "CAPTURED", "till-3/" + order + "/" + id));
        payment.put("method", method);
        payment.put("provider", "offline");
        return Http.as("shop", "service").body(payment).post("/v1/orders/" + order + "/payments");
    }

    /** Paid by bank transfer, cancelled, and the refund is before a person. */
    private String owed() {
        String order = market.placed();
        pays(order, "pay-1", "bank_transfer", "29.90").then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        market.approve(market.asked(order)).then().statusCode(200);
        isBeforeAPerson(order);
        return order;
    }

    private void isBeforeAPerson(String order) {
        Market.eventually(() -> assertThat(market.financials(order).getString("refunds[0].status"))
                .isEqualTo("ESCALATED"));
    }

    private String refund(String order) {
        return market.financials(order).getString("refunds[0].id");
    }

    private static Response act(String refund, String what, Map<String, Object> body) {
        return Http.as("lea", "lead").body(body).post("/v1/refunds/" + refund + "/" + what);
    }

    @Test
    void aRefundIsATaskAndIsSentToNobody() {
        String order = owed();
        JsonPath buyers = market.financials(order);
        assertThat(buyers.getString("owed")).isEqualTo("29.90");
        assertThat(buyers.getString("sentBack")).isEqualTo("0.00");
        assertThat(buyers.getString("refunds[0].explanation"))
                .contains("still owed")
                .contains("not been sent");
        assertThat(buyers.getString("refunds[0].reference")).isNull();
        assertThat(Market.financialsOfStaff(order).getString("refunds[0].providerWords"))
                .contains("pay it as it was paid");
        assertThat(Http.as("lea", "lead")
                        .queryParam("status", "ESCALATED")
                        .queryParam("limit", 200)
                        .get("/v1/refunds")
                        .jsonPath()
                        .getList("items.id"))
                .contains(refund(order));
        assertThat(new PlainSql(source)
                        .ask("select key from sandbox_refund where payment_reference like ?", "%" + order + "%"))
                .isEmpty();
    }

    @Test
    void whoPaidItSaysHow() {
        String order = owed();
        String refund = refund(order);
        assertThat(act(refund, "arrival", Map.of("source", "The buyer says so"))
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("code"))
                .isEqualTo("REFUND_NOT_SENT");
        act(refund, "settlement", Map.of("how", "Bank transfer", "reference", "TR-2026-0311"))
                .then()
                .statusCode(200);
        JsonPath paid = market.financials(order);
        assertThat(paid.getString("refunds[0].status")).isEqualTo("SETTLED");
        assertThat(paid.getString("refunds[0].settlement.reference")).isEqualTo("TR-2026-0311");
        assertThat(paid.getString("refunds[0].explanation")).contains("Bank transfer");
        assertThat(paid.getString("owed")).isEqualTo("0.00");
        assertThat(paid.getString("sentBack")).isEqualTo("29.90");
        act(refund, "settlement", Map.of("how", "Cash", "reference", "R-2"))
                .then()
                .statusCode(409);
    }

    /** There is nobody to try it with: it stands before a person again. */
    @Test
    void triedAgainItIsATaskAgain() {
        String order = owed();
        Http.as("lea", "lead")
                .post("/v1/refunds/" + refund(order) + "/retry")
                .then()
                .statusCode(200);
        isBeforeAPerson(order);
        assertThat(market.financials(order).getList("refunds")).hasSize(1);
    }

    /** A20a: what came in twice is a task as well, and a card beside it gets its own part back by itself. */
    @Test
    void whatIsNotOwedIsATaskToo() {
        String order = market.placed();
        market.pay(order, "card", "20.00", "ch_" + order).then().statusCode(201);
        pays(order, "cash", "cash_on_delivery", "9.90").then().statusCode(201);
        pays(order, "again", "bank_transfer", "5.00").then().statusCode(201);
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        Market.eventually(() -> assertThat(status(order, "again")).containsExactly("ESCALATED"));
        market.approve(market.asked(order)).then().statusCode(200);
        Market.eventually(() -> assertThat(status(order, "cash")).containsExactly("ESCALATED"));
        Market.eventually(() -> assertThat(status(order, "card")).containsAnyOf("SUBMITTED", "SENT", "ARRIVED"));
    }

    private List<String> status(String order, String payment) {
        return market.financials(order).getList("refunds.findAll { it.paymentId == '" + payment + "' }.status");
    }

    /** Nobody tells, and nobody can be asked. */
    @Test
    void thereAreNoNewsAndNoBooks() {
        Http.anonymous()
                .body(Map.of("id", "n-1"))
                .post("/v1/webhooks/payments/offline")
                .then()
                .statusCode(404);
        assertThat(Http.as("lea", "lead")
                        .body(Map.of(
                                "provider", "offline",
                                "from", "2026-03-01T00:00:00Z",
                                "to", "2026-03-02T00:00:00Z"))
                        .post("/v1/reconciliations")
                        .then()
                        .statusCode(400)
                        .extract()
                        .<String>path("errors[0].field"))
                .isEqualTo("report");
    }
}
