package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Our books beside those of the sandbox, in which a difference of each kind is made by hand. */
@QuarkusTest
class ReconciliationTest {

    @Inject
    DataSource source;

    private final Market market = Market.open();

    @Test
    void eachDifferenceIsReportedByItsKind() {
        Http.advance(Duration.ofHours(2));
        Instant from = Http.now();
        String agreed = sent();
        String missing = sent();
        String amount = sent();
        String byHand = UUID.randomUUID().toString();
        write("delete from sandbox_refund where key = ?", missing);
        write("update sandbox_refund set amount = amount + 1 where key = ?", amount);
        write(
                "insert into sandbox_refund (key, payment_reference, amount, currency, calls, called_at, made_at)"
                        + " select ?, 'nobody-knows', 100, 'EUR', 1, t, t from (select cast(? as timestamptz) as t) now",
                byHand,
                OffsetDateTime.ofInstant(from.plusSeconds(1), ZoneOffset.UTC));
        Http.advance(Duration.ofHours(2));

        String id = Http.as("lead-1", "lead")
                .body(Map.of(
                        "provider",
                        "sandbox",
                        "from",
                        from.toString(),
                        "to",
                        Http.now().toString()))
                .post("/v1/reconciliations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Market.eventually(() -> assertThat((String) Http.as("shop", "service")
                        .get("/v1/reconciliations/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("status"))
                .isEqualTo("DONE"));

        Map<String, String> kinds = differences(id);
        assertThat(kinds)
                .containsEntry("sandbox-" + missing, "MISSING_THERE")
                .containsEntry("sandbox-" + amount, "AMOUNT_DIFFERS")
                .containsEntry("sandbox-" + byHand, "MISSING_HERE")
                .doesNotContainKey("sandbox-" + agreed);
        String table = Http.as("lead-1", "lead")
                .get("/v1/reconciliations/" + id + "/differences.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(table.lines().toList()).first().asString().startsWith("kind,thing,reference,orderId");
        assertThat(table).contains("MISSING_THERE,REFUND,sandbox-" + missing + ",");
    }

    /** A report of another provider is as large as it is, and is refused by its line; nobody else hands one in. */
    @Test
    void aLargeReportIsReadAndRefusedInWords() {
        Instant now = Http.now();
        String line = "x,".repeat(500) + "\n";
        String large = "a,b\n" + line.repeat(2_500);
        assertThat(large.length()).isGreaterThan(2 << 20);
        for (Map<String, String> each : List.of(
                Map.of("provider", "sandbox", "from", now.minusSeconds(60).toString(), "to", now.toString()),
                Map.of("provider", "nobody", "from", now.minusSeconds(60).toString(), "to", now.toString()),
                Map.of("provider", "sandbox", "from", "yesterday", "to", now.toString()),
                Map.of("provider", "sandbox", "to", now.toString()),
                Map.of("from", now.minusSeconds(60).toString(), "to", now.toString()))) {
            report(each, large, "lead").then().statusCode(400).body("errors[0].field", notNullValue());
        }
        report(Map.of("provider", "sandbox"), "a", "moderator").then().statusCode(403);
    }

    private static Response report(Map<String, String> query, String body, String role) {
        return Http.as("lead-1", role)
                .contentType("text/csv")
                .queryParams(query)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/reconciliations/report");
    }

    /** A page says of each comparison what it has found. */
    @Test
    void aPageHasTheCountsOfEach() {
        Instant now = Http.now();
        for (int hours = 1; hours <= 2; hours++) {
            Http.as("lead-1", "lead")
                    .body(Map.of(
                            "provider",
                            "sandbox",
                            "from",
                            now.minus(Duration.ofHours(hours)).toString(),
                            "to",
                            now.toString()))
                    .post("/v1/reconciliations")
                    .then()
                    .statusCode(202);
        }
        Market.eventually(() -> {
            var page = Http.as("lead-1", "lead")
                    .queryParam("limit", 2)
                    .get("/v1/reconciliations")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items.status")).containsExactly("DONE", "DONE");
            for (int i = 0; i < 2; i++) {
                String id = page.getString("items[" + i + "].id");
                assertThat(page.getLong("items[" + i + "].compared"))
                        .isEqualTo(Http.as("lead-1", "lead")
                                .get("/v1/reconciliations/" + id)
                                .jsonPath()
                                .getLong("compared"));
            }
        });
    }

    @Test
    void whatCannotBeComparedIsRefusedByItsField() {
        Instant now = Http.now();
        Map<String, Object> good = Map.of(
                "provider", "sandbox", "from", now.minus(Duration.ofDays(1)).toString(), "to", now.toString());
        List<Map<String, Object>> wrong = List.of(
                Map.of("provider", "nobody"),
                Map.of("from", now.toString()),
                Map.of("to", now.plus(Duration.ofDays(1)).toString()),
                Map.of("from", now.minus(Duration.ofDays(200)).toString()),
                Map.of("report", "a,b"));
        for (Map<String, Object> one : wrong) {
            Map<String, Object> body = new HashMap<>(good);
            body.putAll(one);
            Http.as("lead-1", "lead")
                    .body(body)
                    .post("/v1/reconciliations")
                    .then()
                    .statusCode(400);
        }
        Http.as("mod-1", "moderator")
                .body(good)
                .post("/v1/reconciliations")
                .then()
                .statusCode(403);
    }

    /** The id of a refund that was sent. */
    private String sent() {
        String order = market.placed();
        market.pay(order, "pay-1", "29.90", "ch_" + order).then().statusCode(201);
        market.approve(market.asked(order)).then().statusCode(200);
        Market.eventually(() -> {
            Http.advance(Duration.ofSeconds(10));
            assertThat(market.financials(order).getString("refunds[0].status")).isEqualTo("ARRIVED");
        });
        return market.financials(order).getString("refunds[0].id");
    }

    private static Map<String, String> differences(String id) {
        var found = Http.as("lead-1", "lead")
                .queryParam("limit", 200)
                .get("/v1/reconciliations/" + id + "/differences")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, String> kinds = new HashMap<>();
        for (Map<String, String> item : found.<Map<String, String>>getList("items")) {
            kinds.put(item.get("reference"), item.get("kind"));
        }
        return kinds;
    }

    private void write(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
