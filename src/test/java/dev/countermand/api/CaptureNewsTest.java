package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.kernel.Hmac;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A20a: a provider tells by themselves what they have captured of a payment, told by the sandbox over real HTTP. */
@QuarkusTest
class CaptureNewsTest {

    /** As {@code application.properties} sets it for tests. */
    private static final String SECRET = "castle-of-sand";

    @Inject
    DataSource source;

    private final Market market = Market.open();

    private String verified() {
        String order = market.placed();
        is(order, "VERIFYING");
        return order;
    }

    private static void is(String order, String state) {
        Http.as("shop", "service")
                .body(MoneyInTest.payment("pay-1", "29.90", state, "v-" + order))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
    }

    /** Tells it, and waits until it was worked off. */
    private void told(String order, String amount, String currency) {
        tell(order, amount, currency);
        Market.eventually(() -> assertThat(new PlainSql(source)
                        .ask("select subject from deadline where kind = 'HEAR_PROVIDER' and order_id = ?", order))
                .isEmpty());
    }

    private static void tell(String order, String amount, String currency) {
        byte[] body = new JsonObject()
                .put("id", Market.fresh("news"))
                .put("at", Http.now().toString())
                .put("payment", "v-" + order)
                .put("captured", amount)
                .put("currency", currency)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        Http.anonymous()
                .body(body)
                .header("Sandbox-Signature", HexFormat.of().formatHex(Hmac.of(body, SECRET)))
                .post("/v1/webhooks/payments/sandbox")
                .then()
                .statusCode(200);
    }

    @Test
    void whatWasVerifiedIsCapturedInParts() {
        String order = verified();
        told(order, "12.00", "EUR");
        JsonPath part = market.financials(order);
        assertThat(part.getString("payments[0].state")).isEqualTo("CAPTURED");
        assertThat(part.getString("payments[0].amount")).isEqualTo("12.00");
        assertThat(part.getString("payments[0].verified")).isEqualTo("29.90");
        assertThat(market.order(order).getString("status")).isEqualTo("PLACED");

        told(order, "29.90", "EUR");
        // What was told earlier and comes late is part of it.
        told(order, "12.00", "EUR");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
        assertThat(market.financials(order).getList("refunds")).isEmpty();
    }

    @Test
    void moreThanWasVerifiedGoesBack() {
        String order = verified();
        told(order, "35.00", "EUR");
        assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING");
        assertThat(market.financials(order).getList("refunds.amount")).containsExactly("5.10");
    }

    /** The marketplace has said what of it is this order's: nothing goes back because of it. */
    @Test
    void whatWasToldAsCapturedStaysAsItWasTold() {
        String order = market.placed();
        is(order, "CAPTURED");
        told(order, "90.00", "EUR");
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
        assertThat(market.financials(order).getList("refunds")).isEmpty();
    }

    @Test
    void anotherCurrencyFitsNothing() {
        String order = verified();
        told(order, "29.90", "USD");
        assertThat(market.financials(order).getString("payments[0].state")).isEqualTo("VERIFYING");
    }

    /** It may be told before the payment is registered. */
    @Test
    void theyMayComeFirst() {
        String order = market.placed();
        tell(order, "29.90", "EUR");
        is(order, "VERIFYING");
        Market.eventually(
                () -> assertThat(market.order(order).getString("status")).isEqualTo("PROCESSING"));
        assertThat(market.order(order).getString("paid")).isEqualTo("29.90");
    }
}
