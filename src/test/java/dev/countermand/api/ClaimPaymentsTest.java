package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countermand.PlainSql;
import dev.countermand.database.Sessions;
import dev.countermand.kernel.RefusedException;
import dev.countermand.order.OrderStore;
import dev.countermand.payment.ledger.Ledger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** C3, A19, A24: what buyers and sellers owe can be paid, once and no more than it is; a fine can be undone (A27). */
@QuarkusTest
class ClaimPaymentsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    @Inject
    DataSource source;

    @Inject
    Sessions sessions;

    @Inject
    OrderStore orders;

    @Inject
    Ledger ledger;

    private static Response pay(String order, String id, String debtor, String means, String amount) {
        return Http.as("lead-1", "lead")
                .body(Map.of("id", id, "debtor", debtor, "means", means, "amount", amount, "reference", "SEPA 18"))
                .post("/v1/orders/" + order + "/claim-payments");
    }

    private static JsonPath account(Market market) {
        return Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller + "/account")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** A9, A24: cancelled because nothing was shipped in time. */
    private static String fined(Market market) {
        String late = market.paid();
        Http.advance(Duration.ofDays(8));
        assertThat(market.order(late).getString("status")).isEqualTo("CANCELLED");
        return late;
    }

    private static String owedBySeller(String order) {
        return Market.financialsOfStaff(order).getString("accounts.owedBySeller");
    }

    /** A24: money came in; what was a debt is none, and the same payment again changes nothing. */
    @Test
    void aSellerPaysTheirFine() {
        Market market = Market.open();
        String late = fined(market);
        String fine = owedBySeller(late);
        assertThat(fine).isNotEqualTo("0.00");
        assertThat(account(market).getString("totals[0].balance")).isEqualTo("-" + fine);

        pay(late, "c-1", "SELLER", "RECEIVED", "500.00")
                .then()
                .statusCode(409)
                .body("code", equalTo("MORE_THAN_OWED"))
                .body("detail", containsString(fine));
        pay(late, "c-1", "SELLER", "RECEIVED", fine)
                .then()
                .statusCode(201)
                .body("left", equalTo("0.00"))
                .body("currency", equalTo("EUR"));
        pay(late, "c-1", "SELLER", "RECEIVED", fine).then().statusCode(200).body("left", equalTo("0.00"));
        pay(late, "c-1", "SELLER", "RECEIVED", "0.01")
                .then()
                .statusCode(409)
                .body("code", equalTo("CLAIM_PAYMENT_EXISTS"));
        pay(late, "c-2", "SELLER", "RECEIVED", "0.01").then().statusCode(409);

        JsonPath after = account(market);
        assertThat(after.getString("totals[0].balance")).isEqualTo("0.00");
        assertThat(after.getString("totals[0].fines")).isEqualTo(fine);
        assertThat(after.getString("totals[0].claimsPaid")).isEqualTo(fine);
        assertThat(after.getList("items.kind")).containsExactly("FINE", "CLAIM_PAID");
        assertThat(after.getString("items[1].rule")).isEqualTo("A24");
        JsonPath page = Market.financialsOfStaff(late);
        assertThat(page.getString("accounts.owedBySeller")).isEqualTo("0.00");
        assertThat(page.getString("accounts.received")).isEqualTo(fine);
        assertThat(page.getString("accounts.marketplace")).isEqualTo(fine);
    }

    /** A24: kept from what was released to them, so that what is due for payout stays what it was. */
    @Test
    void aClaimIsSetOffAgainstPayouts() {
        Market market = Market.open();
        String late = fined(market);
        String fine = owedBySeller(late);
        pay(late, "c-1", "SELLER", "NETTED", fine)
                .then()
                .statusCode(409)
                .body("code", equalTo("MORE_THAN_DUE"))
                .body("detail", containsString("0.00"));
        market.received();
        String due = account(market).getString("totals[0].payoutsDue");
        String netting = account(market).getString("totals[0].netting");
        assertThat(netting).isEqualTo(fine);
        pay(late, "c-1", "SELLER", "NETTED", fine).then().statusCode(201);

        JsonPath after = account(market);
        assertThat(after.getString("totals[0].payoutsDue")).isEqualTo(due);
        assertThat(after.getString("totals[0].netting")).isEqualTo(netting);
        assertThat(after.getString("totals[0].paidOut")).isEqualTo("0.00");
        assertThat(after.getList("items.kind")).containsExactly("FINE", "RELEASE", "CLAIM_PAID", "NETTED");
        assertThat(after.getString("items[3].orderId")).isEqualTo(late);
        assertThat(after.getString("items[3].balance")).isEqualTo(due);
        assertThat(owedBySeller(late)).isEqualTo("0.00");
        Http.as("shop", "service")
                .body(Map.of(
                        "id",
                        Market.fresh("payout"),
                        "sellerId",
                        market.seller,
                        "amount",
                        due,
                        "currency",
                        "EUR",
                        "reference",
                        "SEPA 1"))
                .post("/v1/payouts")
                .then()
                .statusCode(201);
        assertThat(account(market).getString("totals[0].balance")).isEqualTo("0.00");
    }

    /** Of two orders' fines at once, what was released pays as far as it goes. */
    @Test
    void nothingIsSetOffTwice() {
        Market market = Market.open();
        List<String> late = List.of(market.paid(), market.paid(), market.paid());
        Http.advance(Duration.ofDays(8));
        String fine = owedBySeller(late.getFirst());
        long minor = Long.parseLong(fine.replace(".", ""));
        String order = market.placed(Map.of(
                "lines", List.of(Map.of("sku", "MUG", "quantity", 1, "unitPrice", fine)), "shippingFee", "0.00"));
        market.pay(order, "pay-1", fine, "ch_" + order).then().statusCode(201);
        market.ship(order, Market.trackingNumber()).then().statusCode(201);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        List<Integer> answers = late.parallelStream()
                .map(each -> pay(each, "c-1", "SELLER", "NETTED", fine).statusCode())
                .toList();
        assertThat(answers).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        assertThat(new PlainSql(source).ask("select sum(amount) from claim_payment where seller_id = ?", market.seller))
                .containsExactly(Long.toString(minor));
    }

    /** C3: the cost of a parcel that was refused; buyers get no payouts that it could be kept from. */
    @Test
    void aBuyerPaysWhatTheyOwe() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        post.ship(order, Market.trackingNumber()).then().statusCode(201);
        post.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", "No", "deliveryCosts", "8.00"))
                .then()
                .statusCode(200);
        assertThat(post.financials(order).getString("accounts.owedByBuyer")).isEqualTo("8.00");
        assertThat(post.financials(order).getString("accounts.marketplace")).isNull();
        pay(order, "c-1", "BUYER", "NETTED", "8.00").then().statusCode(400).body("errors[0].field", equalTo("means"));
        pay(order, "c-1", "SELLER", "RECEIVED", "8.00").then().statusCode(409);
        pay(order, "c-1", "BUYER", "RECEIVED", "0.00").then().statusCode(400);
        pay(order, "c-1", "BUYER", "RECEIVED", "5.00").then().statusCode(201).body("left", equalTo("3.00"));
        pay(order, "c-2", "BUYER", "RECEIVED", "3.00").then().statusCode(201).body("left", equalTo("0.00"));
        assertThat(post.financials(order).getString("accounts.owedByBuyer")).isEqualTo("0.00");
        assertThat(Market.financialsOfStaff(order).getString("accounts.carrierCosts"))
                .isEqualTo("8.00");
    }

    @Test
    void onlyStaffSayThatAClaimWasPaid() {
        Market market = Market.open();
        String order = market.paid();
        for (String role : List.of("buyer", "seller", "agent", "moderator")) {
            Http.as("somebody", role)
                    .body(Map.of(
                            "id", "c-1", "debtor", "SELLER", "means", "RECEIVED", "amount", "1.00", "reference", "x"))
                    .post("/v1/orders/" + order + "/claim-payments")
                    .then()
                    .statusCode(403);
        }
        pay("nobody-placed-this", "c-1", "SELLER", "RECEIVED", "1.00").then().statusCode(404);
    }

    /** A27: with a set of its own, once; another order's fine, or none, is not there. */
    @Test
    void aFineIsUndoneOnce() {
        Market market = Market.open();
        String late = fined(market);
        String other = market.paid();
        UUID fine = UUID.fromString(new PlainSql(source)
                .ask("select id::text from seller_entry where order_id = ? and kind = 'FINE'", late)
                .getFirst());
        assertThatThrownBy(() -> undo(other, fine))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("fine");
        undo(late, fine);
        assertThat(owedBySeller(late)).isEqualTo("0.00");
        JsonPath after = account(market);
        assertThat(after.getString("totals[0].fines")).isEqualTo("0.00");
        assertThat(after.getString("totals[0].balance")).isEqualTo("0.00");
        assertThat(after.getList("items.kind")).containsExactly("FINE", "FINE_UNDONE");
        assertThat(after.getString("items[1].rule")).isEqualTo("A27");
        assertThatThrownBy(() -> undo(late, fine))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("undone already");
        assertThat(new PlainSql(source)
                        .ask(
                                "select sum(amount) from ledger_transfer where order_id = ? and cause = 'FINE_UNDONE'",
                                late))
                .isEqualTo(new PlainSql(source)
                        .ask("select sum(amount) from ledger_transfer where order_id = ? and cause = 'FINE'", late));
    }

    private void undo(String order, UUID fine) {
        Instant now = Http.now();
        sessions.inTransaction(() -> orders.lock(order).chain(locked -> ledger.fineUndone(locked, fine, "A27", now)))
                .await()
                .atMost(LONG_ENOUGH);
    }
}
