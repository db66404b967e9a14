package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countermand.PlainSql;
import dev.countermand.payment.provider.Delivery;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Our books beside Stripe's lists and beside Adyen's report, over HTTP and into the database: of captures and of refunds each
 * difference has its kind, and what agrees is not shown.
 */
@QuarkusTest
@TestProfile(NewsPermutationsTest.TwoProviders.class)
class ProvidersReconciliationTest {

    private static final DateTimeFormatter ADYENS_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Inject
    DataSource source;

    @Inject
    @ConfigProperty(name = "countermand.stripe.url")
    String stripe;

    private final Market market = Market.open();

    @Test
    void stripeIsAskedForWhatItHas() {
        Instant from = begun();
        String agreed = captured("stripe", "pi_");
        String missingThere = captured("stripe", "pi_");
        String amountDiffers = captured("stripe", "pi_");
        String captureStateDiffers = verifyingAtStripe();
        String missingHere = Market.fresh("by-hand");
        String refundAgreed = refunded("stripe", "pi_", "SENT");
        String refundStateDiffers = refunded("stripe", "pi_", "SENT");
        Instant at = ended();
        lay(
                "charges",
                List.of(
                        charge(agreed, 2_990, at),
                        charge(amountDiffers, 2_890, at),
                        charge(captureStateDiffers, 2_990, at),
                        charge(missingHere, 500, at),
                        charge(refundAgreed, 2_990, at),
                        charge(refundStateDiffers, 2_990, at)));
        lay("refunds", List.of(refund(refundAgreed, "succeeded", at), refund(refundStateDiffers, "failed", at)));

        String id = asked(
                "/v1/reconciliations",
                Http.as("lead-1", "lead")
                        .body(Map.of("provider", "stripe", "from", from.toString(), "to", ended().toString())));

        Map<String, String> differences = differences(id);
        assertThat(differences)
                .containsEntry("CAPTURE pi_" + missingThere, "MISSING_THERE")
                .containsEntry("CAPTURE ch_" + missingHere, "MISSING_HERE")
                .containsEntry("CAPTURE ch_" + amountDiffers, "AMOUNT_DIFFERS 29.90 28.90")
                .containsEntry("CAPTURE ch_" + captureStateDiffers, "STATE_DIFFERS VERIFYING DONE")
                .containsEntry("REFUND " + theirs(refundStateDiffers), "STATE_DIFFERS SENT FAILED");
        assertThat(differences.keySet())
                .doesNotContain(
                        "CAPTURE ch_" + agreed,
                        "CAPTURE ch_" + refundAgreed,
                        "CAPTURE ch_" + refundStateDiffers,
                        "REFUND " + theirs(refundAgreed))
                // Named by the payment, it would be missing there as well.
                .doesNotContain("CAPTURE pi_" + agreed, "CAPTURE pi_" + amountDiffers);
    }

    @Test
    void adyensReportIsHandedIn() {
        Instant from = begun();
        String agreed = captured("adyen", "PAY");
        String missingThere = captured("adyen", "PAY");
        String amountDiffers = captured("adyen", "PAY");
        String missingHere = Market.fresh("by-hand");
        // Taken, and not told of: we do not know that it was sent.
        String refundStateDiffers = refunded("adyen", "PAY", "SUBMITTED");
        String at = ADYENS_TIME.format(ended());
        String report = "Merchant Account,Psp Reference,Type,Modification Reference,Gross Currency,Gross Debit (GC),"
                + "Gross Credit (GC),Creation Date,TimeZone,Modification Merchant Reference\n"
                + settled(agreed, "29.90", at)
                + settled(amountDiffers, "28.90", at)
                + settled(missingHere, "5.00", at)
                + settled(refundStateDiffers, "29.90", at)
                + line(refundStateDiffers, "Refunded," + theirs(refundStateDiffers) + ",EUR,29.90,", at);

        String id = asked(
                "/v1/reconciliations/report",
                Http.as("lead-1", "lead")
                        .contentType("text/csv")
                        .queryParams(Map.of("provider", "adyen", "from", from.toString(), "to", ended().toString()))
                        .body(report.getBytes(StandardCharsets.UTF_8)));

        Map<String, String> differences = differences(id);
        assertThat(differences)
                .containsEntry("CAPTURE PAY" + missingThere, "MISSING_THERE")
                .containsEntry("CAPTURE PAY" + missingHere, "MISSING_HERE")
                .containsEntry("CAPTURE PAY" + amountDiffers, "AMOUNT_DIFFERS 29.90 28.90")
                .containsEntry("REFUND " + theirs(refundStateDiffers), "STATE_DIFFERS SUBMITTED DONE");
        assertThat(differences.keySet()).doesNotContain("CAPTURE PAY" + agreed, "CAPTURE PAY" + refundStateDiffers);
    }

    /** Whatever others have done is older. */
    private static Instant begun() {
        Http.advance(Duration.ofHours(2));
        return Http.now();
    }

    /** Whatever was done is older, by Stripe's seconds, too. */
    private static Instant ended() {
        Http.advance(Duration.ofMinutes(1));
        return Http.now();
    }

    private String captured(String provider, String prefix) {
        String order = market.placed();
        Market.payBy(provider, order, prefix + order).then().statusCode(201);
        return order;
    }

    private String verifyingAtStripe() {
        String order = market.placed();
        Http.as("shop", "service")
                .body(Map.of(
                        "id", "pay-1",
                        "method", "card",
                        "amount", "29.90",
                        "state", "VERIFYING",
                        "provider", "stripe",
                        "providerReference", "pi_" + order))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
        return order;
    }

    private String refunded(String provider, String prefix, String status) {
        String order = market.refundedBy(provider, id -> prefix + id);
        Market.eventually(() -> {
            Http.advance(Duration.ofSeconds(2));
            assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo(status);
        });
        return order;
    }

    /** The provider's name for the order's refund. */
    private String theirs(String order) {
        return new PlainSql(source)
                .ask("select reference from refund where order_id = ?", order)
                .getFirst();
    }

    private void lay(String what, List<String> items) {
        RestAssured.given()
                .body(String.join(",", items))
                .put(stripe + "/laid/" + what)
                .then()
                .statusCode(204);
    }

    private static String charge(String order, long cents, Instant at) {
        return """
            {"id":"ch_%1$s","object":"charge","payment_intent":"pi_%1$s","amount":%2$s,"amount_captured":%2$s,\
            "currency":"eur","captured":true,"status":"succeeded","created":%3$s}\
            """.formatted(order, cents, at.getEpochSecond());
    }

    private String refund(String order, String status, Instant at) {
        String ours = market.financials(order).getString("refunds[0].id");
        return """
            {"id":"%s","object":"refund","payment_intent":"pi_%s","amount":2990,"currency":"eur","charge":null,\
            "metadata":{"refund":"%s"},"status":"%s","created":%s}\
            """.formatted(theirs(order), order, ours, status, at.getEpochSecond());
    }

    private static String settled(String order, String amount, String at) {
        return line(order, "Settled,CAP" + order + ",EUR,," + amount, at);
    }

    private static String line(String order, String what, String at) {
        return Delivery.ADYEN_ACCOUNT + ",PAY" + order + "," + what + "," + at + ",UTC,\n";
    }

    /** Asks for the comparison, and waits for its end. */
    private static String asked(String path, RequestSpecification request) {
        String id = request.post(path).then().statusCode(202).extract().path("id");
        Market.eventually(() -> assertThat((String) Http.as("shop", "service")
                        .get("/v1/reconciliations/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("status"))
                .isEqualTo("DONE"));
        return id;
    }

    /** The kind by thing and reference, with what both books say where both have it. */
    private static Map<String, String> differences(String id) {
        JsonPath found = Http.as("lead-1", "lead")
                .queryParam("limit", 200)
                .get("/v1/reconciliations/" + id + "/differences")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, String> differences = new HashMap<>();
        for (Map<String, String> item : found.<Map<String, String>>getList("items")) {
            String kind = item.get("kind");
            String both = switch (kind) {
                case "AMOUNT_DIFFERS" -> " " + item.get("ourAmount") + " " + item.get("theirAmount");
                case "STATE_DIFFERS" -> " " + item.get("ourState") + " " + item.get("theirState");
                default -> "";
            };
            differences.put(item.get("thing") + " " + item.get("reference"), kind + both);
        }
        return differences;
    }
}
