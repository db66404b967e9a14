package dev.countermand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** M1 to M3: policies as callers see them, and versions that orders keep. */
@QuarkusTest
class PoliciesTest {

    private static final List<String> ROLES = List.of("buyer", "seller", "moderator", "lead", "service", "agent");
    private static final List<String> MARKETS = List.of("aliexpress", "cod-post", "eldorado", "lamoda");

    @Inject
    AgroalDataSource database;

    private final Market market = Market.open();

    @Test
    void m2ListsEveryMarketWithAndWithoutTheLaw() {
        for (String role : ROLES) {
            JsonPath page = Http.as("somebody-1", role)
                    .get("/v1/policies")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> names = page.getList("items.market");
            assertThat(names).isSorted().containsAll(MARKETS).contains("lamoda+distance-selling");
            assertThat(page.getList("items.title")).contains("Fashion shop with try-on delivery");
        }
        assertThat(Http.anonymous().get("/v1/policies").statusCode()).isEqualTo(401);
    }

    @Test
    void listsThemInPages() {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            var request = Http.as(market.buyer, "buyer").queryParam("limit", 3);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/policies")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            names.addAll(page.getList("items.market", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(names).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2 * MARKETS.size());
    }

    @ParameterizedTest
    @CsvSource({
        "aliexpress, P20D, A1, An order that is not paid within 20 days closes by itself.",
        "lamoda, P21D, A1, An order that is not paid within 21 days closes by itself.",
        "eldorado, P20D, A4, 'You alone decide to cancel, all of the order or some units, and give a reason; nobody has to agree.'",
        "cod-post, P20D, C2, A parcel that you do not fetch goes back after 1 month."
    })
    void m1ShowsAPolicyInFiguresAndInWords(String name, String closes, String rule, String sentence) {
        JsonPath policy = Http.as(market.buyer, "buyer")
                .get("/v1/policies/" + name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(policy.getString("market")).isEqualTo(name);
        assertThat(policy.getInt("version")).isEqualTo(1);
        assertThat(policy.getString("figures.payment.closeUnpaidAfter")).isEqualTo(closes);
        assertThat(policy.getMap("figures.shipping")).containsKeys("deliveredBy", "processingTime");
        assertThat(policy.getMap("figures")).doesNotContainKey("withdrawalRight");
        assertThat(policy.getList("words")).contains(Map.of("rule", rule, "text", sentence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aliexpress", "cod-post", "eldorado", "lamoda"})
    void m2ShowsTheLawOverAnyOfThem(String name) {
        for (String query : List.of("", "?version=1001")) {
            JsonPath policy = Http.as(market.seller, "seller")
                    .get("/v1/policies/" + name + "+distance-selling" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(policy.getString("market")).isEqualTo(name + "+distance-selling");
            assertThat(policy.getInt("version")).isEqualTo(1001);
            assertThat(policy.getString("figures.withdrawalRight.withoutTermsInWriting"))
                    .isEqualTo("P3M");
            assertThat(policy.getList("words.rule")).contains("D1", "D2", "D3", "D4", "P3", "P5", "P6");
            assertThat(policy.getList("sellerWords.rule")).contains("P3", "P5", "P6");
        }
    }

    /** F: a seller who knew what is looked for would stay just below it. */
    @ParameterizedTest
    @ValueSource(strings = {"aliexpress", "cod-post+distance-selling?version=1001"})
    void whatIsLookedForIsToldOnlyToThoseWhoJudge(String policy) {
        for (String role : ROLES) {
            Map<String, Object> figures = Http.as("somebody-1", role)
                    .get("/v1/policies/" + policy)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getMap("figures");
            Map<?, ?> shipping = (Map<?, ?>) figures.get("shipping");
            if (List.of("moderator", "lead", "service").contains(role)) {
                assertThat(figures).as(role).containsKeys("detection", "liability");
                assertThat(shipping.containsKey("scanBeforeOrder")).as(role).isTrue();
            } else {
                assertThat(figures).as(role).doesNotContainKeys("detection", "liability");
                assertThat(shipping.containsKey("processingTime")).as(role).isTrue();
                assertThat(shipping.containsKey("scanBeforeOrder")).as(role).isFalse();
            }
        }
        assertThat(Http.as("somebody-1", "seller").get("/v1/policies/" + policy).asString())
                .doesNotContain("detection", "freezeAt", "weight", "scanBeforeOrder")
                .doesNotContain(
                        "requestsAtLeast", "10 requests", "60 percent", "refused 3 or more", "requests in 90 days");
        assertThat(Http.as("mod-1", "moderator").get("/v1/policies/" + policy).asString())
                .contains("Facts speak against a seller when");
    }

    /** M3: both editions of the rule about missing tracking can be had, and the answer says which one it is. */
    @Test
    void m3SaysWhichOfTwoFiguresIsTaken() {
        assertThat(figure("aliexpress", "shipping.noTrackingDisputeAfter")).isEqualTo("P6D");
        assertThat(figure("cod-post", "shipping.noTrackingDisputeAfter")).isEqualTo("P10D");
        assertThat(figure("aliexpress", "handOver.refusalCosts")).isEqualTo("SELLER");
        assertThat(figure("cod-post", "handOver.refusalCosts")).isEqualTo("BUYER");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of("nowhere", "lamoda?version=2", "distance-selling", "lamoda+nothing", "a%2Fb")) {
            Http.as(market.buyer, "buyer")
                    .urlEncodingEnabled(false)
                    .get("/v1/policies/" + path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
        Http.as(market.buyer, "buyer")
                .get("/v1/policies/lamoda?version=one")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("version")));
    }

    @Test
    void anUnknownMarketIsToldWhichThereAre() {
        Map<String, Object> body = new HashMap<>(Market.orderBody(Market.fresh("order"), market.buyer, market.seller));
        body.put("market", "nowhere");
        Http.as("shop", "service")
                .body(body)
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("detail", containsString("must be one of aliexpress, cod-post, eldorado, impatient, lamoda"))
                .body("detail", containsString("+distance-selling"));
    }

    @Test
    void m1AnOrderKeepsTheVersionUnderWhichItWasPlaced() {
        for (Map.Entry<String, Integer> version :
                Map.of("lamoda", 1, "lamoda+distance-selling", 1001).entrySet()) {
            String order = Market.fresh("order");
            Map<String, Object> body = new HashMap<>(Market.orderBody(order, market.buyer, market.seller));
            body.put("market", version.getKey());
            Http.as("shop", "service").body(body).post("/v1/orders").then().statusCode(201);
            JsonPath view = market.order(order);
            assertThat(view.getString("market")).isEqualTo(version.getKey());
            assertThat(view.getInt("policyVersion")).isEqualTo(version.getValue());
            Http.as(market.buyer, "buyer")
                    .get("/v1/policies/" + version.getKey() + "?version=" + view.getInt("policyVersion"))
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void m1EveryVersionIsKeptForGood() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select document->'payment'->>'closeUnpaidAfter' from policy_document"
                                + " where name = 'lamoda+distance-selling' and version = 1001");
                ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("P21D");
        }
    }

    private String figure(String name, String path) {
        return Http.as(market.buyer, "buyer")
                .get("/v1/policies/" + name)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("figures." + path);
    }
}
