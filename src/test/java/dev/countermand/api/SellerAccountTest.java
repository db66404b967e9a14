package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A18, A19, A24: what a seller has got, owes and is due, and what was paid out of it. */
@QuarkusTest
class SellerAccountTest {

    private static JsonPath account(Market market) {
        return Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller + "/account")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response pay(String id, Market market, String amount) {
        return Http.as("shop", "service")
                .body(Map.of(
                        "id",
                        id,
                        "sellerId",
                        market.seller,
                        "amount",
                        amount,
                        "currency",
                        "EUR",
                        "reference",
                        "SEPA 1"))
                .post("/v1/payouts");
    }

    /** A18, A24: a release and a fine of another order are set off, the rest is paid out, and nothing is left. */
    @Test
    void theAccountEndsAtZero() {
        Market market = Market.open();
        String order = market.received();
        String late = market.paid();
        Http.advance(Duration.ofDays(8));
        assertThat(market.order(late).getString("status")).isEqualTo("CANCELLED");
        JsonPath before = account(market);
        String fine = before.getString("totals[0].fines");
        String due = before.getString("totals[0].payoutsDue");
        assertThat(before.getString("totals[0].released")).isEqualTo("29.90");
        assertThat(before.getString("totals[0].netting")).isEqualTo(fine).isNotEqualTo("0.00");
        assertThat(before.getList("items.kind")).containsExactly("RELEASE", "FINE");
        assertThat(before.getList("items.rule")).containsExactly("A18", "A9");
        assertThat(before.getList("items.orderId")).containsExactly(order, late);
        assertThat(before.getString("items[0].balance")).isEqualTo("29.90");
        assertThat(before.getString("items[1].balance")).isEqualTo(due);
        assertThat(before.getString("items[1].amount")).isEqualTo("-" + fine);

        String id = Market.fresh("payout");
        pay(id, market, "29.90")
                .then()
                .statusCode(409)
                .body("code", equalTo("MORE_THAN_DUE"))
                .body("detail", containsString(due));
        pay(id, market, due).then().statusCode(201).body("left", equalTo("0.00"));
        pay(id, market, due).then().statusCode(200);
        pay(id, market, "1.00").then().statusCode(409).body("code", equalTo("PAYOUT_EXISTS"));
        pay(Market.fresh("payout"), market, "0.01").then().statusCode(409);
        JsonPath after = account(market);
        assertThat(after.getString("totals[0].balance")).isEqualTo("0.00");
        assertThat(after.getString("totals[0].paidOut")).isEqualTo(due);
        assertThat(after.getString("items[2].kind")).isEqualTo("PAYOUT");
        assertThat(after.getString("items[2].payoutId")).isEqualTo(id);
        assertThat(after.getString("items[2].balance")).isEqualTo("0.00");
    }

    /** Of several payouts of one seller at once only what fits is taken down. */
    @Test
    void payoutsAtOnceNeverExceedWhatIsDue() {
        Market market = Market.open();
        market.received();
        List<Integer> answers = List.of("a", "b", "c", "d", "e").parallelStream()
                .map(name ->
                        pay(Market.fresh("payout-" + name), market, "10.00").statusCode())
                .toList();
        assertThat(answers).allMatch(status -> status == 201 || status == 409);
        assertThat(answers.stream().filter(status -> status == 201).count()).isBetween(1L, 2L);
        String rest = account(market).getString("totals[0].payoutsDue");
        pay(Market.fresh("payout"), market, rest).then().statusCode(201);
        assertThat(account(market).getString("totals[0].balance")).isEqualTo("0.00");
    }

    /** A14: what was refunded is not the seller's, and an order that was cancelled leaves nothing in escrow. */
    @Test
    void whatWasRefundedIsNotReleased() {
        Market market = Market.open();
        String order = market.shipped();
        Http.as("lead-1", "lead")
                .body(Map.of("amount", "5.00", "reason", "A scratch"))
                .post("/v1/orders/" + order + "/refunds")
                .then()
                .statusCode(201);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + order + "/receipt")
                .then()
                .statusCode(200);
        assertThat(account(market).getString("totals[0].released")).isEqualTo("24.90");
    }

    @Test
    void itIsPagedAndATableWhereOneIsAskedFor() {
        Market market = Market.open();
        market.received();
        market.received();
        JsonPath first = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller + "/account?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(first.getList("items")).hasSize(1);
        JsonPath second = Http.as(market.seller, "seller")
                .queryParam("limit", 1)
                .queryParam("cursor", first.getString("next"))
                .get("/v1/sellers/" + market.seller + "/account")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(second.getString("items[0].balance"))
                .as("a page goes on with what the account stood at where the one before ended")
                .isEqualTo("59.80");
        assertThat(second.getString("next")).isNull();
        String table = Http.as("shop", "service")
                .accept("text/csv")
                .get("/v1/sellers/" + market.seller + "/account?limit=1")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .asString();
        assertThat(table.lines())
                .hasSize(2)
                .first()
                .isEqualTo("id,at,kind,orderId,rule,amount,currency,balance,payoutId,reference");
        assertThat(table.lines().skip(1).findFirst().orElseThrow()).contains(",RELEASE,", ",A18,29.90,EUR,29.90,");
    }

    /** Each currency has a balance of its own, and each page goes on with all of them. */
    @Test
    void pagesGoOnWithTheBalanceOfEachCurrency() {
        Market market = Market.open();
        market.received();
        String yen = market.placed(Map.of(
                "currency",
                "JPY",
                "lines",
                List.of(Map.of("sku", "MUG", "quantity", 1, "unitPrice", "1250")),
                "shippingFee",
                "0"));
        market.pay(yen, "pay-1", "1250", "ch_" + yen).then().statusCode(201);
        market.ship(yen, Market.trackingNumber()).then().statusCode(201);
        Http.as(market.buyer, "buyer")
                .post("/v1/orders/" + yen + "/receipt")
                .then()
                .statusCode(200);
        market.received();
        String cursor = null;
        StringBuilder balances = new StringBuilder();
        do {
            var request = Http.as(market.seller, "seller").queryParam("limit", 1);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/sellers/" + market.seller + "/account")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("totals.currency")).containsExactly("EUR", "JPY");
            assertThat(page.getList("totals.balance")).containsExactly("59.80", "1250");
            balances.append(page.getString("items[0].currency"))
                    .append(' ')
                    .append(page.getString("items[0].balance"))
                    .append(", ");
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(balances).hasToString("EUR 29.90, JPY 1250, EUR 59.80, ");
    }

    @Test
    void sellersSeeOnlyTheirOwn() {
        Market market = Market.open();
        Http.as(market.seller, "seller")
                .get("/v1/sellers/" + Market.open().seller + "/account")
                .then()
                .statusCode(404);
        Http.as(market.seller, "seller")
                .body(Map.of())
                .post("/v1/payouts")
                .then()
                .statusCode(403);
    }

    /** A file, in both forms: each line for itself, and the same file again changes nothing. */
    @Test
    void aFileOfPayouts() {
        Market market = Market.open();
        market.received();
        String one = Market.fresh("payout");
        String two = Market.fresh("payout");
        String csv = "id,sellerId,amount,currency,reference\r\n"
                + one + "," + market.seller + ",10.00,EUR,\"SEPA, 1\"\r\n"
                + two + "," + market.seller + ",20.00,EUR,SEPA 2\r\n"
                + "\"x," + market.seller + "\r\n";
        for (String first : List.of("PAID", "UNCHANGED")) {
            file("text/csv", csv)
                    .then()
                    .statusCode(200)
                    .body("lines.result", equalTo(List.of(first, "REJECTED", "REJECTED")))
                    .body("lines.line", equalTo(List.of(2, 3, 4)))
                    .body("lines[1].problem.code", equalTo("MORE_THAN_DUE"));
        }
        String json = "{\"id\":\"" + two + "\",\"sellerId\":\"" + market.seller
                + "\",\"amount\":\"19.90\",\"currency\":\"EUR\",\"reference\":\"SEPA 2\"}\n{}\n";
        file("application/x-ndjson", json)
                .then()
                .statusCode(200)
                .body("lines.result", equalTo(List.of("PAID", "REJECTED")));
        assertThat(account(market).getString("totals[0].balance")).isEqualTo("0.00");
    }

    private static Response file(String type, String body) {
        return Http.as("shop", "service")
                .contentType(type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/payouts/import");
    }

    /** ISO 4217: amounts have the currency's own digits, down to the account. */
    @Test
    void amountsHaveTheDigitsOfTheirCurrency() {
        for (Map.Entry<String, String> each :
                Map.of("JPY", "1250", "BHD", "12.505", "UYW", "1.2505").entrySet()) {
            Market market = Market.open();
            String price = each.getValue();
            String order = market.placed(Map.of(
                    "currency", each.getKey(),
                    "lines", List.of(Map.of("sku", "MUG", "quantity", 1, "unitPrice", price)),
                    "shippingFee", price.replaceAll("\\d", "0").replaceFirst("^0+", "0")));
            market.pay(order, "pay-1", price, "ch_" + order).then().statusCode(201);
            market.ship(order, Market.trackingNumber()).then().statusCode(201);
            Http.as(market.buyer, "buyer")
                    .post("/v1/orders/" + order + "/receipt")
                    .then()
                    .statusCode(200);
            assertThat(account(market).getString("totals[0].payoutsDue")).isEqualTo(price);
        }
    }
}
