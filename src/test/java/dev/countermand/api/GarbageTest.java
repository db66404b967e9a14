package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Garbage of every kind is answered 4xx, names the field and changes nothing. */
@QuarkusTest
class GarbageTest {

    private final Market market = Market.open();

    private record Bad(String field, String name, Consumer<JsonObject> change) {}

    /** The tests run in a foreign locale. */
    @Test
    void whatIsWrongIsSaidInEnglish() {
        Map<String, Object> order = new HashMap<>(Market.orderBody("", market.buyer, market.seller));
        order.remove("id");
        Http.as("shop", "service")
                .header("Accept-Language", "de, ar;q=0.5")
                .body(order)
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("id"))
                .body("errors[0].message", equalTo("must be given"));
    }

    @TestFactory
    Stream<DynamicTest> orders() {
        List<Bad> all = List.of(
                new Bad("id", "wrong type", o -> o.put("id", 5)),
                new Bad("id", "missing", o -> o.remove("id")),
                new Bad("id", "null", o -> o.putNull("id")),
                new Bad("id", "with a slash", o -> o.put("id", "a/b")),
                new Bad("id", "too long", o -> o.put("id", "x".repeat(65))),
                new Bad("market", "unknown", o -> o.put("market", "nowhere")),
                new Bad("colour", "unknown field", o -> o.put("colour", "red")),
                new Bad("currency", "unknown", o -> o.put("currency", "XYZ")),
                new Bad("currency", "in small letters", o -> o.put("currency", "eur")),
                new Bad("currency", "without digits of its own", o -> o.put("currency", "XAU")),
                new Bad("shippingFee", "negative", o -> o.put("shippingFee", "-4.90")),
                new Bad("shippingFee", "a number", o -> o.put("shippingFee", 4.90)),
                new Bad("shippingFee", "three digits", o -> o.put("shippingFee", "4.900")),
                new Bad("shippingFee", "words", o -> o.put("shippingFee", "free")),
                new Bad("shippingFee", "too large", o -> o.put("shippingFee", "9999999999999.00")),
                new Bad("lines", "empty", o -> o.put("lines", new JsonArray())),
                new Bad("lines", "an object", o -> o.put("lines", new JsonObject())),
                new Bad("lines[0]", "null inside", o -> o.put("lines", new JsonArray().addNull())),
                new Bad("lines[0].quantity", "zero", o -> line(o).put("quantity", 0)),
                new Bad("lines[0].quantity", "negative", o -> line(o).put("quantity", -1)),
                new Bad("lines[0].quantity", "a fraction", o -> line(o).put("quantity", 1.5)),
                new Bad("lines[0].quantity", "a string", o -> line(o).put("quantity", "2")),
                new Bad("lines[0].quantity", "over the integers", o -> line(o).put("quantity", 99999999999L)),
                new Bad("lines[0].unitPrice", "digits of another currency", o -> line(o).put("unitPrice", "1250")),
                new Bad("lines[0].gift", "unknown field inside", o -> line(o).put("gift", true)),
                new Bad("placedAt", "no time", o -> o.put("placedAt", "yesterday")),
                new Bad("placedAt", "a number", o -> o.put("placedAt", 12345)),
                new Bad("placedAt", "in the future", o -> o.put("placedAt", "2999-01-01T00:00:00Z")),
                new Bad("processingTime", "too long", o -> o.put("processingTime", "P8D")),
                new Bad("processingTime", "negative", o -> o.put("processingTime", "P-1D")),
                new Bad("processingTime", "no duration", o -> o.put("processingTime", "a week")),
                new Bad("processingTime", "a number", o -> o.put("processingTime", 3)),
                new Bad("shipTo", "missing", o -> o.remove("shipTo")),
                new Bad(
                        "shipTo.country",
                        "a name",
                        o -> o.getJsonObject("shipTo").put("country", "Germany")));
        return all.stream()
                .map(bad -> DynamicTest.dynamicTest(bad.field + ": " + bad.name, () -> {
                    String id = Market.fresh("garbage");
                    JsonObject body =
                            new JsonObject(new JsonObject(Market.orderBody(id, market.buyer, market.seller)).encode());
                    bad.change.accept(body);
                    named(Http.as("shop", "service").body(body.encode()).post("/v1/orders"), 400, bad.field);
                    Http.as("shop", "service").get("/v1/orders/" + id).then().statusCode(404);
                }));
    }

    @Test
    void brokenJson() {
        for (String body :
                List.of("{", "", "[]", "null", "\"text\"", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}", "{'id':1}")) {
            Response response = Http.as("shop", "service").body(body).post("/v1/orders");
            assertThat(response.statusCode())
                    .as("%s -> %s", body, response.asString())
                    .isEqualTo(400);
            assertThat(response.contentType()).startsWith("application/problem+json");
            assertThat(response.jsonPath().getList("errors")).as(body).isNotEmpty();
        }
    }

    /** A16: a form that breaks off, or is none, is the caller's fault. */
    @Test
    void brokenForms() {
        String order = market.paid();
        String shipment = market.ship(order, Market.trackingNumber())
                .then()
                .statusCode(201)
                .extract()
                .path("shipment.id");
        for (String body : List.of(
                "",
                "garbage",
                "--x",
                "--x\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n%PDF-",
                "--x\r\nno header at all\r\n\r\n%PDF-\r\n--x--")) {
            for (String type : List.of("multipart/form-data; boundary=x", "multipart/form-data")) {
                Response response = Http.as(market.seller, "seller")
                        .contentType(type)
                        .body(body.getBytes(StandardCharsets.US_ASCII))
                        .post("/v1/shipments/" + shipment + "/evidence");
                assertThat(response.statusCode()).as("%s of %s", body, type).isEqualTo(400);
                assertThat(response.contentType()).startsWith("application/problem+json");
            }
        }
    }

    /** C2, C4, E1: blank names and reasons say nothing; days are of this age. */
    @Test
    void emptyWordsAndFarDays() {
        Market post = Market.under("cod-post");
        String order = post.placed();
        post.ship(order, Market.trackingNumber()).then().statusCode(201);
        named(post.handOver(order, Map.of("outcome", "REFUSED", "inWriting", true, "reason", " ")), 400, "reason");
        List<Map<String, String>> signatures = List.of(
                Map.of("signatory", "OFFICE_MANAGER", "name", "A. Petrova"),
                Map.of("signatory", "CLERK", "name", "  "),
                Map.of("signatory", "ADDRESSEE", "name", "C. Ivanov"));
        Map<String, Object> report = Map.of("finding", "DEFECT", "opened", "BEFORE_PAYING", "signatures", signatures);
        named(post.handOver(order, Map.of("outcome", "REFUSED", "report", report)), 400, "report.signatures[1].name");
        Map<String, Object> unfounded = Map.of("opened", "BEFORE_PAYING", "signatures", signatures);
        named(post.handOver(order, Map.of("outcome", "REFUSED", "report", unfounded)), 400, "report.finding");
        Market shop = Market.under("eldorado");
        String waiting = shop.paid();
        for (String date : List.of("1969-12-31", "3000-01-01", "+999999999-12-31", "tomorrow")) {
            named(
                    Http.as("agent-3", "agent").body(Map.of("date", date)).post("/v1/orders/" + waiting + "/delivery"),
                    400,
                    "date");
        }
        for (Map<String, String> address : List.of(Map.<String, String>of(), Map.of("postalCode", "10115"))) {
            named(
                    Http.as("agent-3", "agent")
                            .body(Map.of("shipTo", address))
                            .post("/v1/orders/" + waiting + "/delivery"),
                    400,
                    "shipTo.country");
        }
    }

    @Test
    void badUtf8() {
        byte[] body = "{\"id\":\"x_y\"}".getBytes(StandardCharsets.US_ASCII);
        body[8] = (byte) 0xC3;
        Response response = Http.as("shop", "service").body(body).post("/v1/orders");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    @Test
    void tooLarge() {
        byte[] body = new byte[2_000_000];
        Arrays.fill(body, (byte) ' ');
        Response response = Http.as("shop", "service").body(body).post("/v1/orders");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    @Test
    void wrongMediaTypeMethodAndAddress() {
        Http.as("shop", "service")
                .contentType("text/plain")
                .body("hello")
                .post("/v1/orders")
                .then()
                .statusCode(415);
        Http.as("shop", "service").delete("/v1/orders/x").then().statusCode(405);
        Http.as("shop", "service").get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void cancellationsShipmentsPaymentsAndEvents() {
        String order = market.paid();
        String buyersCall = "/v1/orders/" + order + "/cancellations";
        named(Http.as(market.buyer, "buyer").body("{\"reason\":\"BORED\"}").post(buyersCall), 400, "reason");
        named(Http.as(market.buyer, "buyer").body("{\"reason\":0}").post(buyersCall), 400, "reason");
        named(Http.as(market.buyer, "buyer").body("{\"reason\":\"OTHER\"}").post(buyersCall), 400, "comment");
        named(
                Http.as(market.buyer, "buyer")
                        .body("{\"reason\":\"NOT_NEEDED\",\"lines\":[{\"line\":7,\"quantity\":1}]}")
                        .post(buyersCall),
                400,
                "lines[0].line");
        named(
                Http.as(market.buyer, "buyer")
                        .body("{\"reason\":\"NOT_NEEDED\",\"lines\":[{\"line\":1,\"quantity\":3}]}")
                        .post(buyersCall),
                400,
                "lines[0].quantity");
        named(
                Http.as(market.buyer, "buyer")
                        .body("{\"reason\":\"NOT_NEEDED\",\"sellerAskedForThisReason\":\"yes\"}")
                        .post(buyersCall),
                400,
                "sellerAskedForThisReason");
        String sellersCall = "/v1/orders/" + order + "/shipments";
        named(
                Http.as(market.seller, "seller")
                        .body(Map.of("carrier", "pigeon", "trackingNumber", "1234567890"))
                        .post(sellersCall),
                400,
                "carrier");
        named(
                Http.as(market.seller, "seller")
                        .body(Map.of("carrier", "ups", "trackingNumber", "<script>"))
                        .post(sellersCall),
                400,
                "trackingNumber");
        String payment = "/v1/orders/" + market.placed() + "/payments";
        Map<String, Object> pay = Map.of(
                "id",
                "p",
                "method",
                "card",
                "amount",
                "1.00",
                "state",
                "CAPTURED",
                "provider",
                "sandbox",
                "providerReference",
                "r");
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("method", "barter"),
                Map.of("amount", "-1.00"),
                Map.of("amount", "0.00"),
                Map.of("amount", "1.0"),
                Map.of("provider", "nobody"),
                Map.of("state", "captured"))) {
            JsonObject body = new JsonObject(new JsonObject(pay).encode());
            bad.forEach(body::put);
            named(
                    Http.as("shop", "service").body(body.encode()).post(payment),
                    400,
                    bad.keySet().iterator().next());
        }
        named(Market.scan("1Z999", "ACCEPTED", Http.now().plusSeconds(1_000_000)), 400, "[0].occurredAt");
        named(
                Http.as("shop", "service")
                        .body("[{\"id\":\"e\",\"carrier\":\"ups\",\"trackingNumber\":\"1Z99\",\"status\":\"LOST\","
                                + "\"occurredAt\":\"2026-01-01T00:00:00Z\"}]")
                        .post("/v1/carrier-events"),
                400,
                "[0].status");
        assertThat(market.order(order).getLong("version")).isEqualTo(1);
    }

    @Test
    void queriesAndHeaders() {
        named(Http.as("mod-1", "moderator").queryParam("limit", "0").get("/v1/orders"), 400, "limit");
        named(Http.as("mod-1", "moderator").queryParam("limit", "abc").get("/v1/cases"), 400, "limit");
        named(Http.as("mod-1", "moderator").queryParam("cursor", "%%%").get("/v1/refunds"), 400, "cursor");
        named(Http.as("mod-1", "moderator").queryParam("status", "LOST").get("/v1/orders"), 400, "status");
        named(Http.as("mod-1", "moderator").queryParam("frozen", "maybe").get("/v1/orders"), 400, "frozen");
        named(Http.as("mod-1", "moderator").queryParam("after", "-1").get("/v1/events"), 400, "after");
        named(Http.as("mod-1", "moderator").get("/v1/audit"), 400, "subject");
        String order = market.paid();
        named(
                Http.as(market.buyer, "buyer")
                        .header("If-Match", "latest")
                        .body("{\"reason\":\"NOT_NEEDED\"}")
                        .post("/v1/orders/" + order + "/cancellations"),
                400,
                "If-Match");
        named(
                Http.as(market.buyer, "buyer")
                        .header("Idempotency-Key", "k".repeat(300))
                        .body("{\"reason\":\"NOT_NEEDED\"}")
                        .post("/v1/orders/" + order + "/cancellations"),
                400,
                "Idempotency-Key");
        Http.as(market.buyer, "buyer")
                .header("If-Match", "\"0\"")
                .body("{\"reason\":\"NOT_NEEDED\"}")
                .post("/v1/orders/" + order + "/cancellations")
                .then()
                .statusCode(412);
        Http.as("mod-1", "moderator").get("/v1/cancellations/not-a-uuid").then().statusCode(404);
        Http.as("mod-1", "moderator")
                .get("/v1/refunds/" + "0".repeat(36))
                .then()
                .statusCode(404);
    }

    private static JsonObject line(JsonObject order) {
        return order.getJsonArray("lines").getJsonObject(0);
    }

    private static void named(Response response, int status, String field) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        JsonPath problem = response.jsonPath();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getList("errors.field")).as(response.asString()).contains(field);
        assertThat(problem.getList("errors.message", String.class))
                .allSatisfy(message -> assertThat(message).isNotBlank().doesNotContain("dev.countermand", "java."));
    }

    /** What the database could not keep as it came is named, wherever it stands. */
    @Test
    void textThatCannotBeKeptIsNamed() {
        for (String escape : List.of("\\u0000", "\\ud800", "\\udc00x")) {
            String body = new JsonObject(Market.orderBody(Market.fresh("o"), "b", "s"))
                    .encode()
                    .replace("Berlin", escape);
            assertThat(Http.as("shop", "service")
                            .body(body)
                            .post("/v1/orders")
                            .then()
                            .statusCode(400)
                            .extract()
                            .jsonPath()
                            .getString("errors[0].field"))
                    .isEqualTo("shipTo.city");
        }
        for (String path : List.of(
                "/v1/orders/%00",
                "/v1/orders?buyerId=%00", "/v1/audit?subject=a%00", "/v1/cases?sellerId=%00", "/v1/sellers/%00")) {
            Http.as("mod-1", "moderator")
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void timesOutsideOfTheCalendarAreNamed() {
        for (String time : List.of("-9999-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "+12345-01-01T00:00:00Z")) {
            Map<String, Object> body = new HashMap<>(Market.orderBody(Market.fresh("o"), "b", "s"));
            body.put("placedAt", time);
            assertThat(Http.as("shop", "service")
                            .body(body)
                            .post("/v1/orders")
                            .then()
                            .statusCode(400)
                            .extract()
                            .jsonPath()
                            .getString("errors[0].field"))
                    .isEqualTo("placedAt");
        }
    }

    @Test
    void onlyJsonIsSpoken() {
        String order = Market.open().placed();
        Http.as("mod-1", "moderator")
                .accept("text/xml")
                .get("/v1/orders/" + order)
                .then()
                .statusCode(406);
    }

    /** One line twice in a file, and two orders under one id, harm no other line. */
    @Test
    void equalIdsInOneImportHarmNobody() {
        String twice = Market.fresh("o");
        String contested = Market.fresh("o");
        List<String> lines = new ArrayList<>();
        for (String buyer : List.of("anna", "anna")) {
            lines.add(line(twice, buyer));
        }
        lines.add(line(contested, "anna"));
        lines.add(line(contested, "bob"));
        lines.add(line(Market.fresh("o"), "carl").replace("Berlin", "\\u0000"));
        lines.add(line(Market.fresh("o"), "carl"));
        List<String> results = Http.as("shop", "service")
                .contentType("application/x-ndjson")
                .accept("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders/import")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(result -> new JsonObject(result).getString("result"))
                .toList();
        assertThat(results.subList(0, 2)).containsExactlyInAnyOrder("CREATED", "UNCHANGED");
        assertThat(results.subList(2, 4)).containsExactlyInAnyOrder("CREATED", "REJECTED");
        assertThat(results.subList(4, 6)).containsExactly("REJECTED", "CREATED");
    }

    private static String line(String id, String buyer) {
        Map<String, Object> order = new HashMap<>(Market.orderBody(id, buyer, "s"));
        order.put("placedAt", "2026-01-01T00:00:00Z");
        return new JsonObject(Map.of("order", order)).encode();
    }
}
