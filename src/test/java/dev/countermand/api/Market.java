package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The people of a market as the tests speak of them; every call goes over HTTP. */
public final class Market {

    private static final AtomicInteger NUMBERS = new AtomicInteger(1);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    public final String buyer;
    public final String seller;

    private String policy = "aliexpress";

    private Market(String buyer, String seller) {
        this.buyer = buyer;
        this.seller = seller;
    }

    /** A buyer and a seller whom no other test knows. */
    public static Market open() {
        int number = NUMBERS.getAndIncrement();
        return new Market("buyer-" + RUN + "-" + number, "seller-" + RUN + "-" + number);
    }

    /** The same under another policy. */
    public static Market under(String policy) {
        Market market = open();
        market.policy = policy;
        return market;
    }

    /** An id that nobody has used. */
    public static String fresh(String what) {
        return what + "-" + RUN + "-" + NUMBERS.getAndIncrement();
    }

    /** A UPS number that decodes, with the right check digit, never used before. */
    public static String trackingNumber() {
        return trackingNumber(String.format(
                Locale.ROOT, "%06d%09d", NUMBERS.getAndIncrement() % 1_000_000, RUN.hashCode() & 0x3FFFFFF));
    }

    /** A letter's number of the Chinese post, of this service, with the check digit of the standard (S10); never used before. */
    public static String letterNumber(String service) {
        String serial = String.format(Locale.ROOT, "%08d", (RUN.hashCode() & 0x3FFFFFF) + NUMBERS.getAndIncrement());
        int[] weights = {8, 6, 4, 2, 3, 5, 9, 7};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (serial.charAt(i) - '0') * weights[i];
        }
        int rest = 11 - sum % 11;
        return service + serial + (rest == 10 ? 0 : rest == 11 ? 5 : rest) + "CN";
    }

    /** The number of UPS with these fifteen digits, of which the first six are the shipper's account. */
    public static String trackingNumber(String serial) {
        int sum = 0;
        for (int i = 0; i < serial.length(); i++) {
            sum += (serial.charAt(i) - '0') * (i % 2 == 0 ? 1 : 2);
        }
        return "1Z" + serial + (10 - sum % 10) % 10;
    }

    public static Map<String, Object> orderBody(String id, String buyer, String seller) {
        return Map.of(
                "id",
                id,
                "market",
                "aliexpress",
                "buyerId",
                buyer,
                "sellerId",
                seller,
                "currency",
                "EUR",
                "lines",
                List.of(Map.of("sku", "MUG", "title", "Blue mug", "quantity", 2, "unitPrice", "12.50")),
                "shippingFee",
                "4.90",
                "shipFrom",
                Map.of("country", "CN"),
                "shipTo",
                Map.of("country", "DE", "postalCode", "10115", "city", "Berlin"));
    }

    /** A placed, unpaid order of 29.90 EUR. */
    public String placed() {
        return placed(Map.of());
    }

    /** The same with these fields besides, or instead. */
    public String placed(Map<String, Object> fields) {
        String id = fresh("order");
        Map<String, Object> body = new LinkedHashMap<>(orderBody(id, buyer, seller));
        body.put("market", policy);
        body.putAll(fields);
        Http.as("shop", "service").body(body).post("/v1/orders").then().statusCode(201);
        return id;
    }

    /** A paid order of 29.90 EUR, by card. */
    public String paid() {
        String id = placed();
        pay(id, "pay-1", "29.90", "ch_" + id).then().statusCode(201);
        return id;
    }

    /** Asks for this, with these fields besides. */
    public Response ask(String order, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("reason", "NOT_NEEDED"));
        body.putAll(fields);
        return Http.as(buyer, "buyer").body(body).post("/v1/orders/" + order + "/cancellations");
    }

    public JsonPath eligibility(String order) {
        return Http.as(buyer, "buyer")
                .get("/v1/orders/" + order + "/cancellation-eligibility")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The shop's courier, or the post office, tells how it went. */
    public Response handOver(String order, Map<String, Object> body) {
        return Http.as("shop", "service").body(body).post("/v1/orders/" + order + "/hand-over");
    }

    /** The same with these fields besides. */
    public String paid(Map<String, Object> fields) {
        String id = placed(fields);
        pay(id, "pay-1", "29.90", "ch_" + id).then().statusCode(201);
        return id;
    }

    /** A3: its payment waits to be verified. */
    void verifying(String order) {
        Http.as("shop", "service")
                .body(Map.of(
                        "id", "pay-1",
                        "method", "wallet",
                        "amount", "29.90",
                        "state", "VERIFYING",
                        "provider", "sandbox",
                        "providerReference", "w-" + order))
                .post("/v1/orders/" + order + "/payments")
                .then()
                .statusCode(201);
    }

    /** @param reference made one of its own: a provider's reference counts once (A20a) */
    public Response pay(String order, String payment, String amount, String reference) {
        return captured(
                order, payment, amount, "sandbox", reference.contains(order) ? reference : reference + "-" + order);
    }

    /** The whole order by this provider, who knows the payment as this. */
    public static Response payBy(String provider, String order, String reference) {
        return captured(order, "pay-1", "29.90", provider, reference);
    }

    private static Response captured(String order, String payment, String amount, String provider, String reference) {
        return Http.as("shop", "service")
                .body(Map.of(
                        "id",
                        payment,
                        "method",
                        "card",
                        "amount",
                        amount,
                        "state",
                        "CAPTURED",
                        "provider",
                        provider,
                        "providerReference",
                        reference))
                .post("/v1/orders/" + order + "/payments");
    }

    /**
     * A paid and cancelled order whose refund goes to this provider.
     *
     * @param reference by which they know its payment, made of the order's id
     */
    public String refundedBy(String provider, UnaryOperator<String> reference) {
        String order = placed();
        payBy(provider, order, reference.apply(order)).then().statusCode(201);
        approve(asked(order)).then().statusCode(200);
        return order;
    }

    public Response ask(String order) {
        return Http.as(buyer, "buyer")
                .body(Map.of("reason", "NOT_NEEDED"))
                .post("/v1/orders/" + order + "/cancellations");
    }

    /** Asks and gives the request's id. */
    public String asked(String order) {
        return ask(order).then().statusCode(201).extract().path("id");
    }

    public Response approve(String request) {
        return Http.as(seller, "seller").post("/v1/cancellations/" + request + "/approval");
    }

    public Response refuse(String request) {
        return Http.as(seller, "seller")
                .body(Map.of("explanation", "The parcel leaves in an hour"))
                .post("/v1/cancellations/" + request + "/refusal");
    }

    public Response withdraw(String request) {
        return Http.as(buyer, "buyer").post("/v1/cancellations/" + request + "/withdrawal");
    }

    /** The buyer opens a dispute. */
    public Response dispute(String order, Map<String, Object> body) {
        return Http.as(buyer, "buyer").body(body).post("/v1/orders/" + order + "/disputes");
    }

    /** A paid order that was declared shipped; returns its id. */
    public String shipped() {
        String order = paid();
        ship(order, trackingNumber()).then().statusCode(201);
        return order;
    }

    /** The same, and the buyer has confirmed that they have it. */
    public String received() {
        String order = shipped();
        Http.as(buyer, "buyer").post("/v1/orders/" + order + "/receipt").then().statusCode(200);
        return order;
    }

    /** What was done to an order, by the names of the acts. */
    public static List<String> audited(String order) {
        return Http.as("mod-1", "moderator")
                .queryParam("subject", order)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .jsonPath()
                .getList("items.action");
    }

    public Response ship(String order, String number) {
        return ship(order, number, Map.of());
    }

    /** The same with these fields besides. */
    public Response ship(String order, String number, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("carrier", "ups", "trackingNumber", number));
        body.putAll(fields);
        return Http.as(seller, "seller").body(body).post("/v1/orders/" + order + "/shipments");
    }

    /** The carrier reports this status at this moment. */
    public static Response scan(String number, String status, Instant at) {
        return Http.as("shop", "service")
                .body(List.of(Map.of(
                        "id",
                        fresh("ev"),
                        "carrier",
                        "ups",
                        "trackingNumber",
                        number,
                        "status",
                        status,
                        "occurredAt",
                        at.toString())))
                .post("/v1/carrier-events");
    }

    /** The seller says that the goods of the order's dispute are back. */
    public Response goodsAreBack(String order) {
        return Http.as(seller, "seller")
                .post("/v1/disputes/" + order(order).getString("dispute.id") + "/return-receipt");
    }

    public JsonPath order(String id) {
        return Http.as("mod-1", "moderator")
                .get("/v1/orders/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public JsonPath financials(String order) {
        return financials(order, buyer, "buyer");
    }

    /** The same as staff see it. */
    public static JsonPath financialsOfStaff(String order) {
        return financials(order, "lea", "lead");
    }

    private static JsonPath financials(String order, String who, String role) {
        return Http.as(who, role)
                .get("/v1/orders/" + order + "/financials")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Runs a sweep to its end. */
    public static JsonPath sweep() {
        return sweep(Map.of());
    }

    /** The same with these fields. */
    public static JsonPath sweep(Map<String, Object> fields) {
        String id = Http.as("mod-1", "moderator")
                .body(fields)
                .post("/v1/sweeps")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        return finished(id);
    }

    /** Waits until this sweep has ended. */
    public static JsonPath finished(String sweep) {
        for (int i = 0; i < 600; i++) {
            JsonPath view = Http.as("mod-1", "moderator")
                    .get("/v1/sweeps/" + sweep)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (List.of("DONE", "FAILED").contains(view.getString("status"))) {
                assertThat(view.getString("status")).isEqualTo("DONE");
                return view;
            }
            pause(Duration.ofMillis(100));
        }
        throw new AssertionError("The sweep " + sweep + " did not end within a minute");
    }

    /** Waits for what a job of the service does by itself. */
    public static void eventually(Runnable check) {
        AssertionError last = null;
        for (int i = 0; i < 150; i++) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                last = e;
                pause(Duration.ofMillis(100));
            }
        }
        throw last == null ? new AssertionError("never checked") : last;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Imports an order of three days ago that was paid and shipped a day later; gives the answer to its line.
     *
     * @param shipment what is told of it besides
     */
    JsonObject imported(Map<String, Object> shipment) {
        Map<String, Object> order = new HashMap<>(orderBody(fresh("o"), buyer, seller));
        order.put("placedAt", Http.now().minus(Duration.ofDays(3)).toString());
        String paidAt = Http.now().minus(Duration.ofDays(2)).toString();
        Map<String, Object> shipped = new HashMap<>(shipment);
        shipped.put("declaredAt", paidAt);
        return importedLine(
                Map.of("order", order, "payments", List.of(cardPayment(paidAt)), "shipments", List.of(shipped)));
    }

    /** A past payment of what {@link #orderBody} costs, as an import tells it. */
    public static Map<String, Object> cardPayment(String capturedAt) {
        return Map.of(
                "id",
                "p",
                "method",
                "card",
                "amount",
                "29.90",
                "provider",
                "sandbox",
                "providerReference",
                fresh("ch"),
                "capturedAt",
                capturedAt);
    }

    /** Imports one line, whole as it is sent; gives the answer to it. */
    public static JsonObject importedLine(Map<String, Object> line) {
        return new JsonObject(Http.as("shop", "service")
                .contentType("application/x-ndjson")
                .accept("application/x-ndjson")
                .body(new JsonObject(line).encode().getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders/import")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
