package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * 999 real orders of an honest market: not one that was delivered is frozen, neither at the end nor on the way; and when
 * 50 of them are given the dodge, these 50 are, and nothing else.
 */
@QuarkusTest
class OlistTest {

    private static final Path ORDERS = Path.of("..", "shared", "data", "olist", "orders.csv");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final ZoneId BRAZIL = ZoneId.of("America/Sao_Paulo");
    private static final int DODGES = 50;

    private record Row(
            String id,
            String buyer,
            String seller,
            String status,
            Instant placed,
            @Nullable Instant approved,
            @Nullable Instant carrier,
            @Nullable Instant delivered,
            String method,
            String value) {}

    @Test
    void anHonestMarketIsLeftAloneAndFiftyDodgesAreFound() throws IOException {
        assumeTrue(Files.exists(ORDERS), "the data set " + ORDERS + " is not here");
        List<Row> rows = rows();
        assertThat(rows).hasSize(999);

        String honest = Market.fresh("olist");
        List<JsonObject> answers =
                imported(rows.stream().map(row -> line(honest, row)).toList());
        assertThat(answers).hasSize(rows.size());
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.getString("result"))
                        .as(answer.encode())
                        .isEqualTo("CREATED"));
        assertThat(imported(rows.stream().map(row -> line(honest, row)).toList()))
                .allSatisfy(answer -> assertThat(answer.getString("result")).isEqualTo("UNCHANGED"));

        Instant last = rows.stream()
                .flatMap(row -> java.util.stream.Stream.of(row.placed, row.carrier, row.delivered))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
        Instant first = rows.stream().map(Row::placed).min(Instant::compareTo).orElseThrow();
        for (int part = 1; part <= 6; part++) {
            Instant day = first.plus(
                            Duration.between(first, last).multipliedBy(part).dividedBy(6))
                    .plus(Duration.ofDays(1));
            JsonPath dry = asOf(day);
            assertThat(dry.getInt("frozen")).as("frozen as of %s", day).isZero();
            assertThat(dry.getInt("examined")).isPositive();
        }
        Market.sweep();
        assertThat(frozen(honest, rows)).isEmpty();

        // The dodge: the buyer asks, the seller answers with a number that never moves.
        String dodged = Market.fresh("dodge");
        List<Row> changed = rows.stream()
                .filter(row -> row.approved != null && row.carrier != null)
                .limit(DODGES)
                .toList();
        Set<String> ids = changed.stream().map(Row::id).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(ids.contains(row.id) ? dodge(dodged, row) : line(dodged, row)));
        assertThat(imported(lines))
                .allSatisfy(answer -> assertThat(answer.getString("result"))
                        .as(answer.encode())
                        .isEqualTo("CREATED"));
        Market.sweep();
        assertThat(frozen(dodged, rows))
                .isEqualTo(ids.stream()
                        .map(id -> dodged + id.substring(0, 24))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(frozen(honest, rows)).isEmpty();
    }

    /** A bad line is named by number and reason and stops no other. */
    @Test
    void aBadLineStopsNoOther() {
        Row good = new Row(
                "0".repeat(32),
                "b".repeat(32),
                "s".repeat(32),
                "delivered",
                Instant.parse("2018-01-01T00:00:00Z"),
                Instant.parse("2018-01-02T00:00:00Z"),
                null,
                null,
                "card",
                "10.00");
        String run = Market.fresh("lines");
        JsonObject future = new JsonObject(line(run + "f", good));
        future.getJsonObject("order").put("placedAt", "2999-01-01T00:00:00Z");
        JsonObject pigeon = new JsonObject(line(run + "p", good));
        pigeon.put(
                "shipments",
                new JsonArray()
                        .add(new JsonObject(Map.of(
                                "carrier",
                                "pigeon",
                                "trackingNumber",
                                "1234567",
                                "declaredAt",
                                "2018-01-03T00:00:00Z"))));
        List<JsonObject> answers = imported(List.of(
                line(run + "a", good),
                "{broken",
                "",
                "{\"order\":{\"id\":\"x\",\"colour\":1}}",
                future.encode(),
                pigeon.encode(),
                "x".repeat(300_000),
                "[]",
                "null",
                line(run + "b", good)));
        assertThat(answers.stream().map(answer -> answer.getLong("line")))
                .containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(answers.stream().map(answer -> answer.getString("result")))
                .containsExactly(
                        "CREATED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "CREATED");
        assertThat(answers.get(2)
                        .getJsonObject("problem")
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo("order.colour");
        assertThat(answers.get(3).encode()).contains("order.placedAt");
        assertThat(answers.get(4).encode()).contains("shipments[0].carrier");
    }

    private static JsonPath asOf(Instant day) {
        String id = Http.as("mod-1", "moderator")
                .body(Map.of("dryRun", true, "asOf", day.toString()))
                .post("/v1/sweeps")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return Market.finished(id);
    }

    private static Set<String> frozen(String run, List<Row> rows) {
        Set<String> sellers =
                rows.stream().map(row -> run + row.seller.substring(0, 16)).collect(Collectors.toSet());
        Set<String> found = new TreeSet<>();
        String cursor = null;
        do {
            var request = Http.as("shop", "service").queryParam("frozen", true).queryParam("limit", 200);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/orders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Map<String, Object>> items = page.getList("items");
            items.stream()
                    .filter(item -> sellers.contains(String.valueOf(item.get("sellerId"))))
                    .forEach(item -> found.add(String.valueOf(item.get("id"))));
            cursor = page.getString("next");
        } while (cursor != null);
        return found;
    }

    private static List<JsonObject> imported(List<String> lines) {
        String answer = Http.as("shop", "service")
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders/import")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return answer.lines()
                .filter(line -> !line.isBlank())
                .map(JsonObject::new)
                .toList();
    }

    private static String dodge(String run, Row row) {
        JsonObject line = new JsonObject(line(run, row));
        Instant asked = row.approved.plus(Duration.ofHours(1));
        line.put(
                "cancellations",
                new JsonArray().add(new JsonObject(Map.of("reason", "NOT_NEEDED", "requestedAt", asked.toString()))));
        line.put(
                "shipments",
                new JsonArray()
                        .add(new JsonObject(Map.of(
                                "carrier", "ups",
                                "trackingNumber", Market.trackingNumber(),
                                "declaredAt", asked.plus(Duration.ofHours(2)).toString()))));
        return line.encode();
    }

    private static String line(String run, Row row) {
        String id = run + row.id.substring(0, 24);
        JsonObject order = new JsonObject()
                .put("id", id)
                .put("market", "aliexpress")
                .put("buyerId", run + row.buyer.substring(0, 16))
                .put("sellerId", run + row.seller.substring(0, 16))
                .put("currency", "BRL")
                .put("placedAt", row.placed.toString())
                .put(
                        "lines",
                        new JsonArray()
                                .add(new JsonObject(Map.of("sku", "goods", "quantity", 1, "unitPrice", row.value))))
                .put("shippingFee", "0.00")
                .put("shipTo", new JsonObject(Map.of("country", "BR", "postalCode", "01000-000")));
        JsonObject line = new JsonObject().put("order", order);
        if (row.approved != null) {
            line.put(
                    "payments",
                    new JsonArray()
                            .add(new JsonObject(Map.of(
                                    "id",
                                    "p1",
                                    "method",
                                    row.method,
                                    "amount",
                                    row.value,
                                    "provider",
                                    "olist",
                                    "providerReference",
                                    id,
                                    "capturedAt",
                                    row.approved.toString()))));
        }
        if (row.carrier != null && row.approved != null) {
            Instant declared = row.carrier.isBefore(row.approved) ? row.approved : row.carrier;
            JsonArray events = new JsonArray().add(event("accepted-" + id, "ACCEPTED", declared));
            if (row.delivered != null) {
                events.add(event("delivered-" + id, "DELIVERED", row.delivered));
            }
            line.put(
                    "shipments",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("carrier", "s10")
                                    .put("trackingNumber", id.toUpperCase(Locale.ROOT))
                                    .put("declaredAt", declared.toString())
                                    .put("events", events)));
        }
        if (Set.of("canceled", "unavailable").contains(row.status) && row.carrier == null && row.approved != null) {
            line.put(
                    "cancellations",
                    new JsonArray()
                            .add(new JsonObject(Map.of(
                                    "reason",
                                    row.status.equals("canceled") ? "NOT_NEEDED" : "OUT_OF_STOCK",
                                    "requestedAt",
                                    row.approved.plus(Duration.ofHours(1)).toString(),
                                    "outcome",
                                    "APPROVED",
                                    "outcomeAt",
                                    row.approved.plus(Duration.ofHours(2)).toString()))));
        }
        return line.encode();
    }

    private static JsonObject event(String id, String status, Instant at) {
        return new JsonObject(Map.of("id", id, "status", status, "occurredAt", at.toString()));
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ORDERS, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cell -> new Row(
                        cell[0],
                        cell[1],
                        cell[2],
                        cell[3],
                        time(cell[4]),
                        time(cell[5]),
                        time(cell[6]),
                        time(cell[7]),
                        cell[9].contains("card") ? "card" : cell[9].contains("voucher") ? "wallet" : "bank_transfer",
                        new java.math.BigDecimal(cell[10]).setScale(2).toPlainString()))
                .toList();
    }

    private static @Nullable Instant time(String text) {
        return text.isEmpty()
                ? null
                : LocalDateTime.parse(text, TIME).atZone(BRAZIL).toInstant();
    }
}
