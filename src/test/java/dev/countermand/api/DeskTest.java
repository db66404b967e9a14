package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Lists for people: buyers' orders, sellers' desks; requests for parts; liability as each may see it. */
@QuarkusTest
class DeskTest {

    private final Market market = Market.open();

    /** A6, A9: what waits for the seller, what ends soonest first. */
    @Test
    void theSellersDeskShowsWhatEndsSoonestFirst() {
        String slow = market.asked(market.paid(Map.of("processingTime", "P6D")));
        String soon = market.asked(market.paid(Map.of("processingTime", "P2D")));
        String between = market.asked(market.paid(Map.of("processingTime", "P4D")));
        String answered = market.asked(market.paid());
        market.refuse(answered).then().statusCode(200);

        List<String> ids = new ArrayList<>();
        List<Instant> due = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification call = Http.as(market.seller, "seller")
                    .queryParam("sort", "dueAt")
                    .queryParam("status", "PENDING")
                    .queryParam("limit", 2);
            JsonPath page = (cursor == null ? call : call.queryParam("cursor", cursor))
                    .get("/v1/cancellations")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            page.getList("items.dueAt", String.class).forEach(at -> due.add(Instant.parse(at)));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(ids).containsExactly(soon, between, slow);
        assertThat(due).isSorted();

        for (Map<String, String> wrong : List.of(
                Map.of("sort", "amount"),
                Map.of("sort", "dueAt", "status", "REFUSED"),
                Map.of("sort", "dueAt", "cursor", "eA"))) {
            Http.as(market.seller, "seller")
                    .queryParams(wrong)
                    .get("/v1/cancellations")
                    .then()
                    .statusCode(400);
        }
        Http.as("mod-1", "moderator")
                .queryParam("sort", "dueAt")
                .get("/v1/cancellations")
                .then()
                .statusCode(400);
    }

    /** A1: closed orders stay in the buyer's list. */
    @Test
    void theBuyersOrdersComeNewestFirst() {
        Instant yesterday = Http.now().minus(Duration.ofDays(1));
        String first = market.placed(
                Map.of("placedAt", yesterday.minus(Duration.ofDays(1)).toString()));
        String second = market.placed(Map.of("placedAt", yesterday.toString()));
        String third = market.placed(Map.of("placedAt", yesterday.toString()));
        market.ask(first).then().statusCode(201);
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification call = Http.as(market.buyer, "buyer")
                    .queryParam("sort", "-placedAt")
                    .queryParam("limit", 1);
            JsonPath page = (cursor == null ? call : call.queryParam("cursor", cursor))
                    .get("/v1/orders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(ids).containsExactly(second, third, first);
        Http.as("mod-1", "moderator")
                .queryParam("sort", "-placedAt")
                .get("/v1/orders")
                .then()
                .statusCode(400);
    }

    /** A4, A8: some units, then others, until nothing is left; shipping goes with the last. */
    @Test
    void anOrderIsCancelledInParts() {
        String order = market.placed(Map.of(
                "lines",
                List.of(
                        Map.of("sku", "MUG", "quantity", 2, "unitPrice", "10.00"),
                        Map.of("sku", "SPOON", "quantity", 1, "unitPrice", "5.00"))));
        market.pay(order, "pay-1", "29.90", "ch-1").then().statusCode(201);
        assertThat(part(order, 1, 1)).isEqualTo("10.00");
        assertThat(part(order, 2, 1)).isEqualTo("5.00");
        market.ask(order, Map.of("lines", List.of(Map.of("line", 1, "quantity", 2))))
                .then()
                .statusCode(409);
        market.ask(order, Map.of("lines", List.of(Map.of("line", 2, "quantity", 1))))
                .then()
                .statusCode(409);
        market.ship(order, Market.trackingNumber(), Map.of("lines", List.of(Map.of("line", 2, "quantity", 1))))
                .then()
                .statusCode(409);
        assertThat(part(order, 1, 1)).isEqualTo("14.90");
        JsonPath gone = market.order(order);
        assertThat(gone.getString("status")).isEqualTo("CANCELLED");
        assertThat(gone.getString("refunded")).isEqualTo("29.90");
        assertThat(gone.getString("total")).isEqualTo("0.00");
    }

    private String part(String order, int line, int quantity) {
        String request = market.ask(order, Map.of("lines", List.of(Map.of("line", line, "quantity", quantity))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return market.approve(request).then().statusCode(200).extract().path("amount");
    }

    /** A11, A12: facts blame the seller; what the buyer said in confidence is never theirs to see. */
    @Test
    void liabilityFollowsFactsAndKeepsSecrets() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = listener(logged);
        Logger.getLogger("").addHandler(listener);
        String order = market.paid();
        market.refuse(market.asked(order)).then().statusCode(200);
        String request = market.ask(order, Map.of("trueReason", "OUT_OF_STOCK", "sellerAskedForThisReason", true))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        JsonPath seen = market.approve(request).then().statusCode(200).extract().jsonPath();
        assertThat(seen.getString("liability")).isEqualTo("BUYER");
        assertThat(seen.getList("liabilityBecause.code")).containsExactly("REASON", "REFUSED_BEFORE");
        assertThat(seen.getList("liabilityBecause.secret")).containsOnlyNulls();
        JsonPath staff = Http.as("mod-1", "moderator")
                .get("/v1/cancellations/" + request)
                .jsonPath();
        assertThat(staff.getString("liability")).isEqualTo("SELLER");
        assertThat(staff.getList("liabilityBecause.code"))
                .containsExactly("REASON", "REFUSED_BEFORE", "TRUE_REASON", "SELLER_ASKED");
        for (String path :
                List.of("/v1/cancellations/" + request, "/v1/orders/" + order, "/v1/sellers/" + market.seller)) {
            assertThat(Http.as(market.seller, "seller").get(path).asString())
                    .doesNotContain(
                            "OUT_OF_STOCK", "out of stock", "SELLER_ASKED", "TRUE_REASON", "trueReason", "sellerAsked");
        }
        assertThat(Http.as(market.seller, "seller")
                        .get("/v1/sellers/" + market.seller)
                        .jsonPath()
                        .getInt("points"))
                .isZero();
        Logger.getLogger("").removeHandler(listener);
        assertThat(logged).noneMatch(line -> line.contains("OUT_OF_STOCK") || line.contains("SELLER_ASKED"));
    }

    /** A11, A24: the seller has no goods: they are to blame, and fined, and told why. */
    @Test
    void aSellerToBlameIsFined() {
        String request = market.ask(market.paid(), Map.of("reason", "OUT_OF_STOCK"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        market.approve(request).then().statusCode(200);
        JsonPath record = Http.as(market.seller, "seller")
                .get("/v1/sellers/" + market.seller)
                .jsonPath();
        assertThat(record.getInt("points")).isEqualTo(1);
        assertThat(record.getString("entries[0].rule")).isEqualTo("A24");
        assertThat(record.getString("entries[0].statement")).contains("out of stock");
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
